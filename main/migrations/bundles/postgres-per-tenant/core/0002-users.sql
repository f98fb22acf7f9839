-- "MasterUserId" is the person's row in the platform's MasterUsers: passwords live there and nowhere else.
CREATE TABLE tenant."TenantUsers" (
  "Id" uuid NOT NULL,
  "MasterUserId" uuid,
  "Email" character varying(254) NOT NULL,
  "Username" character varying(254) NOT NULL,
  "FirstName" character varying(100),
  "LastName" character varying(100),
  "Phone" character varying(40),
  "Role" character varying(20) NOT NULL DEFAULT 'user',
  "BranchId" uuid,
  "DepartmentId" uuid,
  "Language" character(2) NOT NULL DEFAULT 'tr',
  "IsActive" boolean NOT NULL DEFAULT true,
  "LastLoginAt" timestamp with time zone,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_TenantUsers" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_TenantUsers_Role" CHECK ("Role" IN ('super_admin', 'admin', 'user', 'viewer')),
  CONSTRAINT "FK_TenantUsers_Branches_BranchId" FOREIGN KEY ("BranchId")
    REFERENCES tenant."Branches" ("Id") ON DELETE SET NULL,
  CONSTRAINT "FK_TenantUsers_Departments_DepartmentId" FOREIGN KEY ("DepartmentId")
    REFERENCES tenant."Departments" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_TenantUsers_Email" ON tenant."TenantUsers" (lower("Email"));
CREATE UNIQUE INDEX "IX_TenantUsers_MasterUserId" ON tenant."TenantUsers" ("MasterUserId");
CREATE INDEX "IX_TenantUsers_BranchId" ON tenant."TenantUsers" ("BranchId");
CREATE INDEX "IX_TenantUsers_DepartmentId" ON tenant."TenantUsers" ("DepartmentId");

ALTER TABLE tenant."Departments" ADD COLUMN "ManagerId" uuid;
ALTER TABLE tenant."Departments" ADD CONSTRAINT "FK_Departments_TenantUsers_ManagerId" FOREIGN KEY ("ManagerId")
  REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL;
CREATE INDEX "IX_Departments_ManagerId" ON tenant."Departments" ("ManagerId");
