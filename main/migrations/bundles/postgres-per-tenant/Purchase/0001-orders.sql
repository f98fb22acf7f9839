CREATE SCHEMA purchase;

CREATE TABLE purchase."Suppliers" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "Code" character varying(40) NOT NULL,
  "Name" character varying(200) NOT NULL,
  "TaxNumber" character varying(11),
  "TaxOffice" character varying(100),
  "Email" character varying(254),
  "Phone" character varying(40),
  "Address" character varying(500),
  "District" character varying(100),
  "City" character varying(100),
  "PostalCode" character varying(20),
  "CountryCode" character(2) NOT NULL DEFAULT 'TR',
  "Iban" character varying(34),
  "PaymentTermDays" integer NOT NULL DEFAULT 30,
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "IsActive" boolean NOT NULL DEFAULT true,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Suppliers" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Suppliers_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Suppliers_TaxNumber" CHECK ("TaxNumber" IS NULL OR "TaxNumber" ~ '^([0-9]{10}|[0-9]{11})$'),
  CONSTRAINT "CK_Suppliers_PaymentTermDays" CHECK ("PaymentTermDays" BETWEEN 0 AND 365),
  CONSTRAINT "FK_Suppliers_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_Suppliers_CompanyId_Code" ON purchase."Suppliers" ("CompanyId", "Code");
CREATE INDEX "IX_Suppliers_Name" ON purchase."Suppliers" ("Name");

CREATE TABLE purchase."PurchaseOrders" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "SupplierId" uuid NOT NULL,
  "WarehouseId" uuid,
  "Number" character varying(40) NOT NULL,
  "OrderedOn" date NOT NULL,
  "ExpectedOn" date,
  "Status" character varying(20) NOT NULL DEFAULT 'draft',
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "ExchangeRate" numeric(18,6) NOT NULL DEFAULT 1,
  "NetTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "TaxTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "GrandTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "OwnerId" uuid,
  "Notes" text,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_PurchaseOrders" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_PurchaseOrders_Status" CHECK ("Status" IN ('draft', 'sent', 'partially_received', 'received', 'cancelled')),
  CONSTRAINT "CK_PurchaseOrders_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_PurchaseOrders_ExchangeRate" CHECK ("ExchangeRate" > 0),
  CONSTRAINT "CK_PurchaseOrders_Totals" CHECK ("NetTotal" >= 0 AND "TaxTotal" >= 0 AND "GrandTotal" = "NetTotal" + "TaxTotal"),
  CONSTRAINT "FK_PurchaseOrders_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_PurchaseOrders_Suppliers_SupplierId" FOREIGN KEY ("SupplierId")
    REFERENCES purchase."Suppliers" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_PurchaseOrders_Warehouses_WarehouseId" FOREIGN KEY ("WarehouseId")
    REFERENCES inventory."Warehouses" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_PurchaseOrders_TenantUsers_OwnerId" FOREIGN KEY ("OwnerId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_PurchaseOrders_CompanyId_Number" ON purchase."PurchaseOrders" ("CompanyId", "Number");
CREATE INDEX "IX_PurchaseOrders_SupplierId_OrderedOn" ON purchase."PurchaseOrders" ("SupplierId", "OrderedOn" DESC);
CREATE INDEX "IX_PurchaseOrders_WarehouseId" ON purchase."PurchaseOrders" ("WarehouseId");
CREATE INDEX "IX_PurchaseOrders_OwnerId" ON purchase."PurchaseOrders" ("OwnerId");

CREATE TABLE purchase."PurchaseOrderLines" (
  "Id" uuid NOT NULL,
  "PurchaseOrderId" uuid NOT NULL,
  "LineNumber" integer NOT NULL,
  "ProductId" uuid,
  "Description" character varying(300) NOT NULL,
  "Quantity" numeric(18,4) NOT NULL,
  "UnitCode" character varying(10) NOT NULL DEFAULT 'C62',
  "UnitPrice" numeric(18,6) NOT NULL,
  "TaxRate" numeric(5,2) NOT NULL DEFAULT 20,
  "LineTotal" numeric(18,2) NOT NULL,
  CONSTRAINT "PK_PurchaseOrderLines" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_PurchaseOrderLines_LineNumber" CHECK ("LineNumber" > 0),
  CONSTRAINT "CK_PurchaseOrderLines_Quantity" CHECK ("Quantity" > 0),
  CONSTRAINT "CK_PurchaseOrderLines_UnitPrice" CHECK ("UnitPrice" >= 0),
  CONSTRAINT "CK_PurchaseOrderLines_TaxRate" CHECK ("TaxRate" BETWEEN 0 AND 100),
  CONSTRAINT "FK_PurchaseOrderLines_PurchaseOrders_PurchaseOrderId" FOREIGN KEY ("PurchaseOrderId")
    REFERENCES purchase."PurchaseOrders" ("Id") ON DELETE CASCADE,
  CONSTRAINT "FK_PurchaseOrderLines_Products_ProductId" FOREIGN KEY ("ProductId")
    REFERENCES inventory."Products" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_PurchaseOrderLines_PurchaseOrderId_LineNumber" ON purchase."PurchaseOrderLines" ("PurchaseOrderId", "LineNumber");
CREATE INDEX "IX_PurchaseOrderLines_ProductId" ON purchase."PurchaseOrderLines" ("ProductId");
