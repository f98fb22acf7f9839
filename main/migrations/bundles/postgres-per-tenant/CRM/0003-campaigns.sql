CREATE TABLE crm."Campaigns" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "Name" character varying(200) NOT NULL,
  "Channel" character varying(40) NOT NULL,
  "Status" character varying(20) NOT NULL DEFAULT 'planned',
  "StartsOn" date,
  "EndsOn" date,
  "Budget" numeric(18,2),
  "ActualCost" numeric(18,2) NOT NULL DEFAULT 0,
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "OwnerId" uuid,
  "Notes" text,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Campaigns" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Campaigns_Status" CHECK ("Status" IN ('planned', 'running', 'paused', 'ended')),
  CONSTRAINT "CK_Campaigns_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Campaigns_Days" CHECK ("EndsOn" IS NULL OR "StartsOn" IS NULL OR "EndsOn" >= "StartsOn"),
  CONSTRAINT "CK_Campaigns_Budget" CHECK ("Budget" IS NULL OR "Budget" >= 0),
  CONSTRAINT "CK_Campaigns_ActualCost" CHECK ("ActualCost" >= 0),
  CONSTRAINT "FK_Campaigns_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Campaigns_TenantUsers_OwnerId" FOREIGN KEY ("OwnerId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_Campaigns_CompanyId_Status" ON crm."Campaigns" ("CompanyId", "Status");
CREATE INDEX "IX_Campaigns_OwnerId" ON crm."Campaigns" ("OwnerId");

ALTER TABLE crm."Leads" ADD COLUMN "CampaignId" uuid;
ALTER TABLE crm."Leads" ADD CONSTRAINT "FK_Leads_Campaigns_CampaignId" FOREIGN KEY ("CampaignId")
  REFERENCES crm."Campaigns" ("Id") ON DELETE SET NULL;
CREATE INDEX "IX_Leads_CampaignId" ON crm."Leads" ("CampaignId");

ALTER TABLE crm."Opportunities" ADD COLUMN "CampaignId" uuid;
ALTER TABLE crm."Opportunities" ADD CONSTRAINT "FK_Opportunities_Campaigns_CampaignId" FOREIGN KEY ("CampaignId")
  REFERENCES crm."Campaigns" ("Id") ON DELETE SET NULL;
CREATE INDEX "IX_Opportunities_CampaignId" ON crm."Opportunities" ("CampaignId");
