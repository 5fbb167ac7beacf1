CREATE TABLE "temporal_intacct"."inbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"event_id" text NOT NULL,
	"record" text NOT NULL,
	"event" jsonb NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lease" text,
	"leased_until" timestamp with time zone,
	"outcome" text,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"handled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_event" ON "temporal_intacct"."inbox" USING btree ("source","event_id");--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "temporal_intacct"."inbox" USING btree ("id") WHERE "temporal_intacct"."inbox"."state" = 'received';--> statement-breakpoint
CREATE INDEX "inbox_record" ON "temporal_intacct"."inbox" USING btree ("record","id") WHERE "temporal_intacct"."inbox"."state" = 'received';--> statement-breakpoint
CREATE INDEX "inbox_handled" ON "temporal_intacct"."inbox" USING btree ("state","handled_at");