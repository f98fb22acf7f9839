CREATE SCHEMA inventory;

CREATE TABLE inventory."Categories" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "ParentCategoryId" uuid,
  "Code" character varying(40) NOT NULL,
  "Name" character varying(200) NOT NULL,
  "IsActive" boolean NOT NULL DEFAULT true,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Categories" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Categories_Parent" CHECK ("ParentCategoryId" <> "Id"),
  CONSTRAINT "FK_Categories_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Categories_Categories_ParentCategoryId" FOREIGN KEY ("ParentCategoryId")
    REFERENCES inventory."Categories" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_Categories_CompanyId_Code" ON inventory."Categories" ("CompanyId", "Code");
CREATE INDEX "IX_Categories_ParentCategoryId" ON inventory."Categories" ("ParentCategoryId");

CREATE TABLE inventory."Products" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "CategoryId" uuid,
  "Sku" character varying(60) NOT NULL,
  "Barcode" character varying(60),
  "Name" character varying(200) NOT NULL,
  "Description" text,
  "UnitCode" character varying(10) NOT NULL DEFAULT 'C62',
  "PurchasePrice" numeric(18,2),
  "SalePrice" numeric(18,2),
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "TaxRate" numeric(5,2) NOT NULL DEFAULT 20,
  "TracksStock" boolean NOT NULL DEFAULT true,
  "IsActive" boolean NOT NULL DEFAULT true,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Products" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Products_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Products_Prices" CHECK (coalesce("PurchasePrice", 0) >= 0 AND coalesce("SalePrice", 0) >= 0),
  CONSTRAINT "CK_Products_TaxRate" CHECK ("TaxRate" BETWEEN 0 AND 100),
  CONSTRAINT "FK_Products_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Products_Categories_CategoryId" FOREIGN KEY ("CategoryId")
    REFERENCES inventory."Categories" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_Products_CompanyId_Sku" ON inventory."Products" ("CompanyId", "Sku");
CREATE INDEX "IX_Products_Name" ON inventory."Products" ("Name");
CREATE INDEX "IX_Products_CategoryId" ON inventory."Products" ("CategoryId");
CREATE UNIQUE INDEX "IX_Products_CompanyId_Barcode" ON inventory."Products" ("CompanyId", "Barcode")
  WHERE "Barcode" IS NOT NULL;

CREATE TABLE inventory."Warehouses" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "BranchId" uuid,
  "Code" character varying(40) NOT NULL,
  "Name" character varying(200) NOT NULL,
  "Address" character varying(500),
  "District" character varying(100),
  "City" character varying(100),
  "PostalCode" character varying(20),
  "CountryCode" character(2) NOT NULL DEFAULT 'TR',
  "IsDefault" boolean NOT NULL DEFAULT false,
  "IsActive" boolean NOT NULL DEFAULT true,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Warehouses" PRIMARY KEY ("Id"),
  CONSTRAINT "FK_Warehouses_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Warehouses_Branches_BranchId" FOREIGN KEY ("BranchId")
    REFERENCES tenant."Branches" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_Warehouses_CompanyId_Code" ON inventory."Warehouses" ("CompanyId", "Code");
CREATE INDEX "IX_Warehouses_BranchId" ON inventory."Warehouses" ("BranchId");
CREATE UNIQUE INDEX "IX_Warehouses_CompanyId_Default" ON inventory."Warehouses" ("CompanyId") WHERE "IsDefault";
