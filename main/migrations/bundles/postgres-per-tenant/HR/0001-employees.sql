CREATE SCHEMA hr;

CREATE TABLE hr."Departments" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "ParentDepartmentId" uuid,
  "TenantDepartmentId" uuid,
  "Code" character varying(40) NOT NULL,
  "Name" character varying(200) NOT NULL,
  "IsActive" boolean NOT NULL DEFAULT true,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Departments" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Departments_Parent" CHECK ("ParentDepartmentId" <> "Id"),
  CONSTRAINT "FK_Departments_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Departments_Departments_ParentDepartmentId" FOREIGN KEY ("ParentDepartmentId")
    REFERENCES hr."Departments" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Departments_Departments_TenantDepartmentId" FOREIGN KEY ("TenantDepartmentId")
    REFERENCES tenant."Departments" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_Departments_CompanyId_Code" ON hr."Departments" ("CompanyId", "Code");
CREATE INDEX "IX_Departments_ParentDepartmentId" ON hr."Departments" ("ParentDepartmentId");
CREATE INDEX "IX_Departments_TenantDepartmentId" ON hr."Departments" ("TenantDepartmentId");

CREATE TABLE hr."Positions" (
  "Id" uuid NOT NULL,
  "DepartmentId" uuid NOT NULL,
  "Title" character varying(150) NOT NULL,
  "Level" integer NOT NULL DEFAULT 1,
  "MinimumSalary" numeric(18,2),
  "MaximumSalary" numeric(18,2),
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "IsActive" boolean NOT NULL DEFAULT true,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Positions" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Positions_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Positions_Level" CHECK ("Level" BETWEEN 1 AND 20),
  CONSTRAINT "CK_Positions_Salary" CHECK ("MaximumSalary" IS NULL OR "MinimumSalary" IS NULL OR "MaximumSalary" >= "MinimumSalary"),
  CONSTRAINT "FK_Positions_Departments_DepartmentId" FOREIGN KEY ("DepartmentId")
    REFERENCES hr."Departments" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_Positions_DepartmentId_Title" ON hr."Positions" ("DepartmentId", "Title");

CREATE TABLE hr."Employees" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "DepartmentId" uuid,
  "PositionId" uuid,
  "ManagerId" uuid,
  "TenantUserId" uuid,
  "Number" character varying(40) NOT NULL,
  "FirstName" character varying(100) NOT NULL,
  "LastName" character varying(100) NOT NULL,
  "NationalId" character varying(11),
  "Email" character varying(254),
  "Phone" character varying(40),
  "BirthDate" date,
  "HiredOn" date NOT NULL,
  "LeftOn" date,
  "EmploymentKind" character varying(20) NOT NULL DEFAULT 'full_time',
  "GrossSalary" numeric(18,2),
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "Iban" character varying(34),
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Employees" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Employees_EmploymentKind" CHECK ("EmploymentKind" IN ('full_time', 'part_time', 'contract', 'intern')),
  CONSTRAINT "CK_Employees_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Employees_Days" CHECK ("LeftOn" IS NULL OR "LeftOn" >= "HiredOn"),
  CONSTRAINT "CK_Employees_NationalId" CHECK ("NationalId" IS NULL OR "NationalId" ~ '^[0-9]{11}$'),
  CONSTRAINT "CK_Employees_GrossSalary" CHECK ("GrossSalary" IS NULL OR "GrossSalary" >= 0),
  CONSTRAINT "CK_Employees_Manager" CHECK ("ManagerId" <> "Id"),
  CONSTRAINT "FK_Employees_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Employees_Departments_DepartmentId" FOREIGN KEY ("DepartmentId")
    REFERENCES hr."Departments" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Employees_Positions_PositionId" FOREIGN KEY ("PositionId")
    REFERENCES hr."Positions" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Employees_Employees_ManagerId" FOREIGN KEY ("ManagerId")
    REFERENCES hr."Employees" ("Id") ON DELETE SET NULL,
  CONSTRAINT "FK_Employees_TenantUsers_TenantUserId" FOREIGN KEY ("TenantUserId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_Employees_CompanyId_Number" ON hr."Employees" ("CompanyId", "Number");
CREATE INDEX "IX_Employees_LastName_FirstName" ON hr."Employees" ("LastName", "FirstName");
CREATE UNIQUE INDEX "IX_Employees_TenantUserId" ON hr."Employees" ("TenantUserId") WHERE "TenantUserId" IS NOT NULL;
CREATE INDEX "IX_Employees_DepartmentId" ON hr."Employees" ("DepartmentId");
CREATE INDEX "IX_Employees_PositionId" ON hr."Employees" ("PositionId");
CREATE INDEX "IX_Employees_ManagerId" ON hr."Employees" ("ManagerId");
