CREATE SCHEMA projects;

CREATE TABLE projects."Projects" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "CustomerId" uuid,
  "Code" character varying(40) NOT NULL,
  "Name" character varying(200) NOT NULL,
  "Description" text,
  "Status" character varying(20) NOT NULL DEFAULT 'planned',
  "StartsOn" date,
  "DueOn" date,
  "Budget" numeric(18,2),
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "ManagerId" uuid,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Projects" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Projects_Status" CHECK ("Status" IN ('planned', 'active', 'on_hold', 'completed', 'cancelled')),
  CONSTRAINT "CK_Projects_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Projects_Days" CHECK ("DueOn" IS NULL OR "StartsOn" IS NULL OR "DueOn" >= "StartsOn"),
  CONSTRAINT "CK_Projects_Budget" CHECK ("Budget" IS NULL OR "Budget" >= 0),
  CONSTRAINT "FK_Projects_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Projects_Customers_CustomerId" FOREIGN KEY ("CustomerId")
    REFERENCES crm."Customers" ("Id") ON DELETE SET NULL,
  CONSTRAINT "FK_Projects_TenantUsers_ManagerId" FOREIGN KEY ("ManagerId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_Projects_CompanyId_Code" ON projects."Projects" ("CompanyId", "Code");
CREATE INDEX "IX_Projects_Status" ON projects."Projects" ("Status");
CREATE INDEX "IX_Projects_CustomerId" ON projects."Projects" ("CustomerId");
CREATE INDEX "IX_Projects_ManagerId" ON projects."Projects" ("ManagerId");

CREATE TABLE projects."Tasks" (
  "Id" uuid NOT NULL,
  "ProjectId" uuid NOT NULL,
  "ParentTaskId" uuid,
  "Title" character varying(300) NOT NULL,
  "Description" text,
  "Status" character varying(20) NOT NULL DEFAULT 'todo',
  "Priority" character varying(10) NOT NULL DEFAULT 'normal',
  "AssigneeId" uuid,
  "StartsOn" date,
  "DueOn" date,
  "EstimatedHours" numeric(5,2),
  "CompletedAt" timestamp with time zone,
  "Position" integer NOT NULL DEFAULT 0,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Tasks" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Tasks_Status" CHECK ("Status" IN ('todo', 'in_progress', 'review', 'done')),
  CONSTRAINT "CK_Tasks_Priority" CHECK ("Priority" IN ('low', 'normal', 'high', 'urgent')),
  CONSTRAINT "CK_Tasks_Parent" CHECK ("ParentTaskId" <> "Id"),
  CONSTRAINT "CK_Tasks_Completed" CHECK (("Status" = 'done') = ("CompletedAt" IS NOT NULL)),
  CONSTRAINT "FK_Tasks_Projects_ProjectId" FOREIGN KEY ("ProjectId")
    REFERENCES projects."Projects" ("Id") ON DELETE CASCADE,
  CONSTRAINT "FK_Tasks_Tasks_ParentTaskId" FOREIGN KEY ("ParentTaskId")
    REFERENCES projects."Tasks" ("Id") ON DELETE CASCADE,
  CONSTRAINT "FK_Tasks_TenantUsers_AssigneeId" FOREIGN KEY ("AssigneeId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_Tasks_ProjectId_Status_Position" ON projects."Tasks" ("ProjectId", "Status", "Position");
CREATE INDEX "IX_Tasks_DueOn" ON projects."Tasks" ("DueOn") WHERE "CompletedAt" IS NULL;
CREATE INDEX "IX_Tasks_ParentTaskId" ON projects."Tasks" ("ParentTaskId");
CREATE INDEX "IX_Tasks_AssigneeId" ON projects."Tasks" ("AssigneeId");
