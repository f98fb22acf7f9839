CREATE SCHEMA sales;

CREATE TABLE sales."Quotations" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "CustomerId" uuid NOT NULL,
  "OpportunityId" uuid,
  "Number" character varying(40) NOT NULL,
  "IssuedOn" date NOT NULL,
  "ValidUntil" date,
  "Status" character varying(20) NOT NULL DEFAULT 'draft',
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "NetTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "TaxTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "GrandTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "OwnerId" uuid,
  "Notes" text,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Quotations" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Quotations_Status" CHECK ("Status" IN ('draft', 'sent', 'accepted', 'rejected', 'expired')),
  CONSTRAINT "CK_Quotations_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Quotations_Totals" CHECK ("NetTotal" >= 0 AND "TaxTotal" >= 0 AND "GrandTotal" = "NetTotal" + "TaxTotal"),
  CONSTRAINT "CK_Quotations_Days" CHECK ("ValidUntil" IS NULL OR "ValidUntil" >= "IssuedOn"),
  CONSTRAINT "FK_Quotations_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Quotations_Customers_CustomerId" FOREIGN KEY ("CustomerId")
    REFERENCES crm."Customers" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Quotations_Opportunities_OpportunityId" FOREIGN KEY ("OpportunityId")
    REFERENCES crm."Opportunities" ("Id") ON DELETE SET NULL,
  CONSTRAINT "FK_Quotations_TenantUsers_OwnerId" FOREIGN KEY ("OwnerId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_Quotations_CompanyId_Number" ON sales."Quotations" ("CompanyId", "Number");
CREATE INDEX "IX_Quotations_CustomerId_IssuedOn" ON sales."Quotations" ("CustomerId", "IssuedOn" DESC);
CREATE INDEX "IX_Quotations_OpportunityId" ON sales."Quotations" ("OpportunityId");
CREATE INDEX "IX_Quotations_OwnerId" ON sales."Quotations" ("OwnerId");

-- "ProductId" is of the module Inventory, where a tenant has it: the line says all that the document needs.
CREATE TABLE sales."QuotationLines" (
  "Id" uuid NOT NULL,
  "QuotationId" uuid NOT NULL,
  "LineNumber" integer NOT NULL,
  "ProductId" uuid,
  "Description" character varying(300) NOT NULL,
  "Quantity" numeric(18,4) NOT NULL,
  "UnitCode" character varying(10) NOT NULL DEFAULT 'C62',
  "UnitPrice" numeric(18,6) NOT NULL,
  "DiscountRate" numeric(5,2) NOT NULL DEFAULT 0,
  "TaxRate" numeric(5,2) NOT NULL DEFAULT 20,
  "LineTotal" numeric(18,2) NOT NULL,
  CONSTRAINT "PK_QuotationLines" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_QuotationLines_LineNumber" CHECK ("LineNumber" > 0),
  CONSTRAINT "CK_QuotationLines_Quantity" CHECK ("Quantity" > 0),
  CONSTRAINT "CK_QuotationLines_UnitPrice" CHECK ("UnitPrice" >= 0),
  CONSTRAINT "CK_QuotationLines_DiscountRate" CHECK ("DiscountRate" BETWEEN 0 AND 100),
  CONSTRAINT "CK_QuotationLines_TaxRate" CHECK ("TaxRate" BETWEEN 0 AND 100),
  CONSTRAINT "FK_QuotationLines_Quotations_QuotationId" FOREIGN KEY ("QuotationId")
    REFERENCES sales."Quotations" ("Id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "IX_QuotationLines_QuotationId_LineNumber" ON sales."QuotationLines" ("QuotationId", "LineNumber");
CREATE INDEX "IX_QuotationLines_ProductId" ON sales."QuotationLines" ("ProductId") WHERE "ProductId" IS NOT NULL;

CREATE TABLE sales."SalesOrders" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "CustomerId" uuid NOT NULL,
  "QuotationId" uuid,
  "Number" character varying(40) NOT NULL,
  "OrderedOn" date NOT NULL,
  "RequestedOn" date,
  "Status" character varying(20) NOT NULL DEFAULT 'draft',
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "ExchangeRate" numeric(18,6) NOT NULL DEFAULT 1,
  "NetTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "TaxTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "GrandTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "ShippingAddress" character varying(500),
  "OwnerId" uuid,
  "Notes" text,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_SalesOrders" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_SalesOrders_Status" CHECK ("Status" IN ('draft', 'confirmed', 'shipped', 'completed', 'cancelled')),
  CONSTRAINT "CK_SalesOrders_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_SalesOrders_ExchangeRate" CHECK ("ExchangeRate" > 0),
  CONSTRAINT "CK_SalesOrders_Totals" CHECK ("NetTotal" >= 0 AND "TaxTotal" >= 0 AND "GrandTotal" = "NetTotal" + "TaxTotal"),
  CONSTRAINT "FK_SalesOrders_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_SalesOrders_Customers_CustomerId" FOREIGN KEY ("CustomerId")
    REFERENCES crm."Customers" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_SalesOrders_Quotations_QuotationId" FOREIGN KEY ("QuotationId")
    REFERENCES sales."Quotations" ("Id") ON DELETE SET NULL,
  CONSTRAINT "FK_SalesOrders_TenantUsers_OwnerId" FOREIGN KEY ("OwnerId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_SalesOrders_CompanyId_Number" ON sales."SalesOrders" ("CompanyId", "Number");
CREATE INDEX "IX_SalesOrders_CustomerId_OrderedOn" ON sales."SalesOrders" ("CustomerId", "OrderedOn" DESC);
CREATE INDEX "IX_SalesOrders_Status" ON sales."SalesOrders" ("Status");
CREATE INDEX "IX_SalesOrders_QuotationId" ON sales."SalesOrders" ("QuotationId");
CREATE INDEX "IX_SalesOrders_OwnerId" ON sales."SalesOrders" ("OwnerId");

CREATE TABLE sales."SalesOrderLines" (
  "Id" uuid NOT NULL,
  "SalesOrderId" uuid NOT NULL,
  "LineNumber" integer NOT NULL,
  "ProductId" uuid,
  "Description" character varying(300) NOT NULL,
  "Quantity" numeric(18,4) NOT NULL,
  "UnitCode" character varying(10) NOT NULL DEFAULT 'C62',
  "UnitPrice" numeric(18,6) NOT NULL,
  "DiscountRate" numeric(5,2) NOT NULL DEFAULT 0,
  "TaxRate" numeric(5,2) NOT NULL DEFAULT 20,
  "LineTotal" numeric(18,2) NOT NULL,
  CONSTRAINT "PK_SalesOrderLines" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_SalesOrderLines_LineNumber" CHECK ("LineNumber" > 0),
  CONSTRAINT "CK_SalesOrderLines_Quantity" CHECK ("Quantity" > 0),
  CONSTRAINT "CK_SalesOrderLines_UnitPrice" CHECK ("UnitPrice" >= 0),
  CONSTRAINT "CK_SalesOrderLines_DiscountRate" CHECK ("DiscountRate" BETWEEN 0 AND 100),
  CONSTRAINT "CK_SalesOrderLines_TaxRate" CHECK ("TaxRate" BETWEEN 0 AND 100),
  CONSTRAINT "FK_SalesOrderLines_SalesOrders_SalesOrderId" FOREIGN KEY ("SalesOrderId")
    REFERENCES sales."SalesOrders" ("Id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "IX_SalesOrderLines_SalesOrderId_LineNumber" ON sales."SalesOrderLines" ("SalesOrderId", "LineNumber");
CREATE INDEX "IX_SalesOrderLines_ProductId" ON sales."SalesOrderLines" ("ProductId") WHERE "ProductId" IS NOT NULL;
