CREATE SCHEMA tenant;

CREATE TABLE tenant."Companies" (
  "Id" uuid NOT NULL,
  "Code" character varying(40) NOT NULL,
  "Name" character varying(200) NOT NULL,
  "LegalName" character varying(300),
  "TaxNumber" character varying(11),
  "TaxOffice" character varying(100),
  "Email" character varying(254),
  "Phone" character varying(40),
  "Website" character varying(200),
  "Address" character varying(500),
  "District" character varying(100),
  "City" character varying(100),
  "PostalCode" character varying(20),
  "CountryCode" character(2) NOT NULL DEFAULT 'TR',
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "TimeZone" character varying(64) NOT NULL DEFAULT 'Europe/Istanbul',
  "IsActive" boolean NOT NULL DEFAULT true,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Companies" PRIMARY KEY ("Id")
);
CREATE UNIQUE INDEX "IX_Companies_Code" ON tenant."Companies" ("Code");
CREATE INDEX "IX_Companies_TaxNumber" ON tenant."Companies" ("TaxNumber") WHERE "TaxNumber" IS NOT NULL;

CREATE TABLE tenant."Branches" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "Code" character varying(20) NOT NULL,
  "Name" character varying(200) NOT NULL,
  "IsHeadOffice" boolean NOT NULL DEFAULT false,
  "Email" character varying(254),
  "Phone" character varying(40),
  "Address" character varying(500),
  "District" character varying(100),
  "City" character varying(100),
  "PostalCode" character varying(20),
  "IsActive" boolean NOT NULL DEFAULT true,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Branches" PRIMARY KEY ("Id"),
  CONSTRAINT "FK_Branches_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "IX_Branches_CompanyId_Code" ON tenant."Branches" ("CompanyId", "Code");
CREATE UNIQUE INDEX "IX_Branches_CompanyId_HeadOffice" ON tenant."Branches" ("CompanyId") WHERE "IsHeadOffice";

CREATE TABLE tenant."Departments" (
  "Id" uuid NOT NULL,
  "BranchId" uuid NOT NULL,
  "ParentDepartmentId" uuid,
  "Code" character varying(20) NOT NULL,
  "Name" character varying(200) NOT NULL,
  "IsActive" boolean NOT NULL DEFAULT true,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Departments" PRIMARY KEY ("Id"),
  CONSTRAINT "FK_Departments_Branches_BranchId" FOREIGN KEY ("BranchId")
    REFERENCES tenant."Branches" ("Id") ON DELETE CASCADE,
  CONSTRAINT "FK_Departments_Departments_ParentDepartmentId" FOREIGN KEY ("ParentDepartmentId")
    REFERENCES tenant."Departments" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_Departments_BranchId_Code" ON tenant."Departments" ("BranchId", "Code");
CREATE INDEX "IX_Departments_ParentDepartmentId" ON tenant."Departments" ("ParentDepartmentId");
