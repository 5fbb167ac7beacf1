CREATE TABLE "temporal_intacct"."limits" (
	"connection" text PRIMARY KEY NOT NULL,
	"pace" double precision DEFAULT 1 NOT NULL,
	"paused_until" timestamp with time zone,
	"day" date,
	"day_requests" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "temporal_intacct"."limit_requests" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"connection" text NOT NULL,
	"lease" text NOT NULL,
	"slot" boolean NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"released" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX "limit_requests_window" ON "temporal_intacct"."limit_requests" USING btree ("connection","ends_at");--> statement-breakpoint
CREATE INDEX "limit_requests_lease" ON "temporal_intacct"."limit_requests" USING btree ("connection","lease");