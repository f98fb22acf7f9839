CREATE TABLE hr."LeaveRequests" (
  "Id" uuid NOT NULL,
  "EmployeeId" uuid NOT NULL,
  "Kind" character varying(20) NOT NULL DEFAULT 'annual',
  "StartsOn" date NOT NULL,
  "EndsOn" date NOT NULL,
  "Days" numeric(5,2) NOT NULL,
  "Status" character varying(20) NOT NULL DEFAULT 'requested',
  "Reason" character varying(500),
  "ApproverId" uuid,
  "DecidedAt" timestamp with time zone,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_LeaveRequests" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_LeaveRequests_Kind" CHECK ("Kind" IN ('annual', 'sick', 'maternity', 'unpaid', 'other')),
  CONSTRAINT "CK_LeaveRequests_Status" CHECK ("Status" IN ('requested', 'approved', 'rejected', 'cancelled')),
  CONSTRAINT "CK_LeaveRequests_Period" CHECK ("EndsOn" >= "StartsOn"),
  CONSTRAINT "CK_LeaveRequests_Days" CHECK ("Days" > 0),
  CONSTRAINT "CK_LeaveRequests_Decided" CHECK ("Status" NOT IN ('approved', 'rejected') OR "DecidedAt" IS NOT NULL),
  CONSTRAINT "FK_LeaveRequests_Employees_EmployeeId" FOREIGN KEY ("EmployeeId")
    REFERENCES hr."Employees" ("Id") ON DELETE CASCADE,
  CONSTRAINT "FK_LeaveRequests_Employees_ApproverId" FOREIGN KEY ("ApproverId")
    REFERENCES hr."Employees" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_LeaveRequests_EmployeeId_StartsOn" ON hr."LeaveRequests" ("EmployeeId", "StartsOn");
CREATE INDEX "IX_LeaveRequests_Status" ON hr."LeaveRequests" ("Status") WHERE "Status" = 'requested';
CREATE INDEX "IX_LeaveRequests_ApproverId" ON hr."LeaveRequests" ("ApproverId");
