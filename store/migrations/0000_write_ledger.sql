CREATE TABLE "temporal_intacct"."writes" (
	"connection" text NOT NULL,
	"request_key" text NOT NULL,
	"state" text NOT NULL,
	"attempt" integer NOT NULL,
	"generation" integer NOT NULL,
	"action" text NOT NULL,
	"control_id" text NOT NULL,
	"workflow" text,
	"object" text,
	"record_number" text,
	"record" jsonb,
	"first_sent_at" timestamp with time zone NOT NULL,
	"last_sent_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "writes_connection_request_key_pk" PRIMARY KEY("connection","request_key")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "writes_owner" ON "temporal_intacct"."writes" USING btree ("connection","object","record_number") WHERE "temporal_intacct"."writes"."object" is not null and "temporal_intacct"."writes"."state" = 'done';--> statement-breakpoint
CREATE INDEX "writes_workflow" ON "temporal_intacct"."writes" USING btree ("workflow");