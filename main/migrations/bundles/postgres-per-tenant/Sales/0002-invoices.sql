CREATE TABLE sales."Invoices" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "CustomerId" uuid NOT NULL,
  "SalesOrderId" uuid,
  "Number" character varying(40) NOT NULL,
  "Kind" character varying(20) NOT NULL DEFAULT 'invoice',
  "CorrectsInvoiceId" uuid,
  "IssuedOn" date NOT NULL,
  "DueOn" date NOT NULL,
  "Status" character varying(20) NOT NULL DEFAULT 'draft',
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "ExchangeRate" numeric(18,6) NOT NULL DEFAULT 1,
  "NetTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "TaxTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "GrandTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "PaidTotal" numeric(18,2) NOT NULL DEFAULT 0,
  "EDocumentId" uuid,
  "SentAt" timestamp with time zone,
  "Notes" text,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Invoices" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Invoices_Kind" CHECK ("Kind" IN ('invoice', 'credit_note')),
  CONSTRAINT "CK_Invoices_Status" CHECK ("Status" IN ('draft', 'sent', 'paid', 'overdue', 'cancelled')),
  CONSTRAINT "CK_Invoices_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Invoices_ExchangeRate" CHECK ("ExchangeRate" > 0),
  CONSTRAINT "CK_Invoices_Totals" CHECK ("NetTotal" >= 0 AND "TaxTotal" >= 0 AND "GrandTotal" = "NetTotal" + "TaxTotal"),
  CONSTRAINT "CK_Invoices_PaidTotal" CHECK ("PaidTotal" BETWEEN 0 AND "GrandTotal"),
  CONSTRAINT "CK_Invoices_Days" CHECK ("DueOn" >= "IssuedOn"),
  CONSTRAINT "CK_Invoices_CreditNote" CHECK (("Kind" = 'credit_note') = ("CorrectsInvoiceId" IS NOT NULL)),
  CONSTRAINT "FK_Invoices_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Invoices_Customers_CustomerId" FOREIGN KEY ("CustomerId")
    REFERENCES crm."Customers" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Invoices_SalesOrders_SalesOrderId" FOREIGN KEY ("SalesOrderId")
    REFERENCES sales."SalesOrders" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Invoices_Invoices_CorrectsInvoiceId" FOREIGN KEY ("CorrectsInvoiceId")
    REFERENCES sales."Invoices" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_Invoices_CompanyId_Number" ON sales."Invoices" ("CompanyId", "Number");
CREATE INDEX "IX_Invoices_CustomerId_IssuedOn" ON sales."Invoices" ("CustomerId", "IssuedOn" DESC);
CREATE INDEX "IX_Invoices_DueOn" ON sales."Invoices" ("DueOn") WHERE "Status" IN ('sent', 'overdue');
CREATE INDEX "IX_Invoices_SalesOrderId" ON sales."Invoices" ("SalesOrderId");
CREATE INDEX "IX_Invoices_CorrectsInvoiceId" ON sales."Invoices" ("CorrectsInvoiceId");

CREATE TABLE sales."InvoiceLines" (
  "Id" uuid NOT NULL,
  "InvoiceId" uuid NOT NULL,
  "LineNumber" integer NOT NULL,
  "ProductId" uuid,
  "Description" character varying(300) NOT NULL,
  "Quantity" numeric(18,4) NOT NULL,
  "UnitCode" character varying(10) NOT NULL DEFAULT 'C62',
  "UnitPrice" numeric(18,6) NOT NULL,
  "DiscountRate" numeric(5,2) NOT NULL DEFAULT 0,
  "TaxRate" numeric(5,2) NOT NULL DEFAULT 20,
  "LineTotal" numeric(18,2) NOT NULL,
  "WithholdingRate" numeric(5,2) NOT NULL DEFAULT 0,
  CONSTRAINT "PK_InvoiceLines" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_InvoiceLines_LineNumber" CHECK ("LineNumber" > 0),
  CONSTRAINT "CK_InvoiceLines_Quantity" CHECK ("Quantity" > 0),
  CONSTRAINT "CK_InvoiceLines_UnitPrice" CHECK ("UnitPrice" >= 0),
  CONSTRAINT "CK_InvoiceLines_DiscountRate" CHECK ("DiscountRate" BETWEEN 0 AND 100),
  CONSTRAINT "CK_InvoiceLines_TaxRate" CHECK ("TaxRate" BETWEEN 0 AND 100),
  CONSTRAINT "CK_InvoiceLines_WithholdingRate" CHECK ("WithholdingRate" BETWEEN 0 AND 100),
  CONSTRAINT "FK_InvoiceLines_Invoices_InvoiceId" FOREIGN KEY ("InvoiceId")
    REFERENCES sales."Invoices" ("Id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "IX_InvoiceLines_InvoiceId_LineNumber" ON sales."InvoiceLines" ("InvoiceId", "LineNumber");

CREATE TABLE sales."Payments" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "CustomerId" uuid NOT NULL,
  "InvoiceId" uuid,
  "PaidOn" date NOT NULL,
  "Method" character varying(30) NOT NULL,
  "Reference" character varying(100),
  "Amount" numeric(18,2) NOT NULL,
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "Notes" text,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Payments" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Payments_Method" CHECK ("Method" IN ('bank_transfer', 'card', 'cash', 'cheque', 'other')),
  CONSTRAINT "CK_Payments_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_Payments_Amount" CHECK ("Amount" > 0),
  CONSTRAINT "FK_Payments_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Payments_Customers_CustomerId" FOREIGN KEY ("CustomerId")
    REFERENCES crm."Customers" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Payments_Invoices_InvoiceId" FOREIGN KEY ("InvoiceId")
    REFERENCES sales."Invoices" ("Id") ON DELETE RESTRICT
);
CREATE INDEX "IX_Payments_CustomerId_PaidOn" ON sales."Payments" ("CustomerId", "PaidOn" DESC);
CREATE INDEX "IX_Payments_CompanyId" ON sales."Payments" ("CompanyId");
CREATE INDEX "IX_Payments_InvoiceId" ON sales."Payments" ("InvoiceId");
