CREATE TABLE projects."TimeEntries" (
  "Id" uuid NOT NULL,
  "ProjectId" uuid NOT NULL,
  "TaskId" uuid,
  "UserId" uuid,
  "WorkedOn" date NOT NULL,
  "Minutes" integer NOT NULL,
  "Description" character varying(500),
  "IsBillable" boolean NOT NULL DEFAULT true,
  "HourlyRate" numeric(18,2),
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "InvoicedAt" timestamp with time zone,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_TimeEntries" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_TimeEntries_Minutes" CHECK ("Minutes" BETWEEN 1 AND 1440),
  CONSTRAINT "CK_TimeEntries_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_TimeEntries_HourlyRate" CHECK ("HourlyRate" IS NULL OR "HourlyRate" >= 0),
  CONSTRAINT "FK_TimeEntries_Projects_ProjectId" FOREIGN KEY ("ProjectId")
    REFERENCES projects."Projects" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_TimeEntries_Tasks_TaskId" FOREIGN KEY ("TaskId")
    REFERENCES projects."Tasks" ("Id") ON DELETE SET NULL,
  CONSTRAINT "FK_TimeEntries_TenantUsers_UserId" FOREIGN KEY ("UserId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_TimeEntries_ProjectId_WorkedOn" ON projects."TimeEntries" ("ProjectId", "WorkedOn");
CREATE INDEX "IX_TimeEntries_UserId_WorkedOn" ON projects."TimeEntries" ("UserId", "WorkedOn");
CREATE INDEX "IX_TimeEntries_TaskId" ON projects."TimeEntries" ("TaskId");
