CREATE TABLE finance."JournalEntries" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "AccountingPeriodId" uuid NOT NULL,
  "Number" character varying(40) NOT NULL,
  "PostedOn" date NOT NULL,
  "Description" character varying(300),
  "Status" character varying(20) NOT NULL DEFAULT 'draft',
  "SourceType" character varying(40),
  "SourceId" uuid,
  "ReversesEntryId" uuid,
  "CreatedById" uuid,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_JournalEntries" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_JournalEntries_Status" CHECK ("Status" IN ('draft', 'posted', 'reversed')),
  CONSTRAINT "CK_JournalEntries_Source" CHECK (("SourceType" IS NULL) = ("SourceId" IS NULL)),
  CONSTRAINT "FK_JournalEntries_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_JournalEntries_AccountingPeriods_AccountingPeriodId" FOREIGN KEY ("AccountingPeriodId")
    REFERENCES finance."AccountingPeriods" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_JournalEntries_JournalEntries_ReversesEntryId" FOREIGN KEY ("ReversesEntryId")
    REFERENCES finance."JournalEntries" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_JournalEntries_TenantUsers_CreatedById" FOREIGN KEY ("CreatedById")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_JournalEntries_CompanyId_Number" ON finance."JournalEntries" ("CompanyId", "Number");
CREATE INDEX "IX_JournalEntries_PostedOn" ON finance."JournalEntries" ("PostedOn");
CREATE INDEX "IX_JournalEntries_SourceType_SourceId" ON finance."JournalEntries" ("SourceType", "SourceId")
  WHERE "SourceId" IS NOT NULL;
CREATE INDEX "IX_JournalEntries_AccountingPeriodId" ON finance."JournalEntries" ("AccountingPeriodId");
CREATE INDEX "IX_JournalEntries_ReversesEntryId" ON finance."JournalEntries" ("ReversesEntryId");
CREATE INDEX "IX_JournalEntries_CreatedById" ON finance."JournalEntries" ("CreatedById");

CREATE TABLE finance."JournalEntryLines" (
  "Id" uuid NOT NULL,
  "JournalEntryId" uuid NOT NULL,
  "LineNumber" integer NOT NULL,
  "AccountId" uuid NOT NULL,
  "Description" character varying(300),
  "Debit" numeric(18,2) NOT NULL DEFAULT 0,
  "Credit" numeric(18,2) NOT NULL DEFAULT 0,
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "ExchangeRate" numeric(18,6) NOT NULL DEFAULT 1,
  CONSTRAINT "PK_JournalEntryLines" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_JournalEntryLines_LineNumber" CHECK ("LineNumber" > 0),
  CONSTRAINT "CK_JournalEntryLines_OneSide" CHECK ("Debit" >= 0 AND "Credit" >= 0 AND ("Debit" = 0) <> ("Credit" = 0)),
  CONSTRAINT "CK_JournalEntryLines_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_JournalEntryLines_ExchangeRate" CHECK ("ExchangeRate" > 0),
  CONSTRAINT "FK_JournalEntryLines_JournalEntries_JournalEntryId" FOREIGN KEY ("JournalEntryId")
    REFERENCES finance."JournalEntries" ("Id") ON DELETE CASCADE,
  CONSTRAINT "FK_JournalEntryLines_Accounts_AccountId" FOREIGN KEY ("AccountId")
    REFERENCES finance."Accounts" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_JournalEntryLines_JournalEntryId_LineNumber" ON finance."JournalEntryLines" ("JournalEntryId", "LineNumber");
CREATE INDEX "IX_JournalEntryLines_AccountId" ON finance."JournalEntryLines" ("AccountId");
