CREATE TABLE crm."Pipelines" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "Name" character varying(100) NOT NULL,
  "IsDefault" boolean NOT NULL DEFAULT false,
  "Stages" jsonb NOT NULL DEFAULT '[]',
  "IsActive" boolean NOT NULL DEFAULT true,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Pipelines" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Pipelines_Stages" CHECK (jsonb_typeof("Stages") = 'array'),
  CONSTRAINT "FK_Pipelines_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_Pipelines_CompanyId_Name" ON crm."Pipelines" ("CompanyId", "Name");
CREATE UNIQUE INDEX "IX_Pipelines_CompanyId_Default" ON crm."Pipelines" ("CompanyId") WHERE "IsDefault";

CREATE TABLE crm."Leads" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "Source" character varying(60),
  "FirstName" character varying(100),
  "LastName" character varying(100),
  "CompanyName" character varying(200),
  "Email" character varying(254),
  "Phone" character varying(40),
  "Status" character varying(20) NOT NULL DEFAULT 'new',
  "Score" integer NOT NULL DEFAULT 0,
  "OwnerId" uuid,
  "CustomerId" uuid,
  "ConvertedAt" timestamp with time zone,
  "Notes" text,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Leads" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Leads_Status" CHECK ("Status" IN ('new', 'contacted', 'qualified', 'converted', 'lost')),
  CONSTRAINT "CK_Leads_Score" CHECK ("Score" BETWEEN 0 AND 100),
  CONSTRAINT "CK_Leads_Converted" CHECK (("Status" = 'converted') = ("ConvertedAt" IS NOT NULL)),
  CONSTRAINT "FK_Leads_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Leads_TenantUsers_OwnerId" FOREIGN KEY ("OwnerId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL,
  CONSTRAINT "FK_Leads_Customers_CustomerId" FOREIGN KEY ("CustomerId")
    REFERENCES crm."Customers" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_Leads_CompanyId_Status" ON crm."Leads" ("CompanyId", "Status");
CREATE INDEX "IX_Leads_Email" ON crm."Leads" (lower("Email"));
CREATE INDEX "IX_Leads_OwnerId" ON crm."Leads" ("OwnerId");
CREATE INDEX "IX_Leads_CustomerId" ON crm."Leads" ("CustomerId");

CREATE TABLE crm."Opportunities" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "PipelineId" uuid NOT NULL,
  "CustomerId" uuid,
  "LeadId" uuid,
  "Name" character varying(200) NOT NULL,
  "Stage" character varying(60) NOT NULL,
  "Amount" numeric(18,2) NOT NULL DEFAULT 0,
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "Probability" integer NOT NULL DEFAULT 0,
  "ExpectedCloseOn" date,
  "Status" character varying(20) NOT NULL DEFAULT 'open',
  "ClosedAt" timestamp with time zone,
  "LostReason" character varying(200),
  "OwnerId" uuid,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Opportunities" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Opportunities_Status" CHECK ("Status" IN ('open', 'won', 'lost')),
  CONSTRAINT "CK_Opportunities_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Opportunities_Amount" CHECK ("Amount" >= 0),
  CONSTRAINT "CK_Opportunities_Probability" CHECK ("Probability" BETWEEN 0 AND 100),
  CONSTRAINT "CK_Opportunities_Closed" CHECK (("Status" = 'open') = ("ClosedAt" IS NULL)),
  CONSTRAINT "FK_Opportunities_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Opportunities_Pipelines_PipelineId" FOREIGN KEY ("PipelineId")
    REFERENCES crm."Pipelines" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Opportunities_Customers_CustomerId" FOREIGN KEY ("CustomerId")
    REFERENCES crm."Customers" ("Id") ON DELETE SET NULL,
  CONSTRAINT "FK_Opportunities_Leads_LeadId" FOREIGN KEY ("LeadId")
    REFERENCES crm."Leads" ("Id") ON DELETE SET NULL,
  CONSTRAINT "FK_Opportunities_TenantUsers_OwnerId" FOREIGN KEY ("OwnerId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_Opportunities_PipelineId_Stage" ON crm."Opportunities" ("PipelineId", "Stage");
CREATE INDEX "IX_Opportunities_CompanyId_Status" ON crm."Opportunities" ("CompanyId", "Status");
CREATE INDEX "IX_Opportunities_ExpectedCloseOn" ON crm."Opportunities" ("ExpectedCloseOn") WHERE "Status" = 'open';
CREATE INDEX "IX_Opportunities_CustomerId" ON crm."Opportunities" ("CustomerId");
CREATE INDEX "IX_Opportunities_LeadId" ON crm."Opportunities" ("LeadId");
CREATE INDEX "IX_Opportunities_OwnerId" ON crm."Opportunities" ("OwnerId");
