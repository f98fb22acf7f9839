CREATE TABLE inventory."Transfers" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "Number" character varying(40) NOT NULL,
  "FromWarehouseId" uuid NOT NULL,
  "ToWarehouseId" uuid NOT NULL,
  "Status" character varying(20) NOT NULL DEFAULT 'draft',
  "SentAt" timestamp with time zone,
  "ReceivedAt" timestamp with time zone,
  "CreatedById" uuid,
  "Notes" text,
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Transfers" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Transfers_Status" CHECK ("Status" IN ('draft', 'in_transit', 'received', 'cancelled')),
  CONSTRAINT "CK_Transfers_Warehouses" CHECK ("FromWarehouseId" <> "ToWarehouseId"),
  CONSTRAINT "CK_Transfers_Times" CHECK ("ReceivedAt" IS NULL OR "SentAt" IS NOT NULL),
  CONSTRAINT "FK_Transfers_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Transfers_Warehouses_FromWarehouseId" FOREIGN KEY ("FromWarehouseId")
    REFERENCES inventory."Warehouses" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Transfers_Warehouses_ToWarehouseId" FOREIGN KEY ("ToWarehouseId")
    REFERENCES inventory."Warehouses" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Transfers_TenantUsers_CreatedById" FOREIGN KEY ("CreatedById")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_Transfers_CompanyId_Number" ON inventory."Transfers" ("CompanyId", "Number");
CREATE INDEX "IX_Transfers_FromWarehouseId" ON inventory."Transfers" ("FromWarehouseId");
CREATE INDEX "IX_Transfers_ToWarehouseId" ON inventory."Transfers" ("ToWarehouseId");
CREATE INDEX "IX_Transfers_CreatedById" ON inventory."Transfers" ("CreatedById");

CREATE TABLE inventory."TransferLines" (
  "Id" uuid NOT NULL,
  "TransferId" uuid NOT NULL,
  "ProductId" uuid NOT NULL,
  "Quantity" numeric(18,4) NOT NULL,
  CONSTRAINT "PK_TransferLines" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_TransferLines_Quantity" CHECK ("Quantity" > 0),
  CONSTRAINT "FK_TransferLines_Transfers_TransferId" FOREIGN KEY ("TransferId")
    REFERENCES inventory."Transfers" ("Id") ON DELETE CASCADE,
  CONSTRAINT "FK_TransferLines_Products_ProductId" FOREIGN KEY ("ProductId")
    REFERENCES inventory."Products" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_TransferLines_TransferId_ProductId" ON inventory."TransferLines" ("TransferId", "ProductId");
CREATE INDEX "IX_TransferLines_ProductId" ON inventory."TransferLines" ("ProductId");

-- Stock is the sum of its movements: what was written is corrected by another, never changed.
CREATE TABLE inventory."StockMovements" (
  "Id" uuid NOT NULL,
  "ProductId" uuid NOT NULL,
  "WarehouseId" uuid NOT NULL,
  "TransferId" uuid,
  "OccurredAt" timestamp with time zone NOT NULL DEFAULT now(),
  "Kind" character varying(20) NOT NULL,
  "Quantity" numeric(18,4) NOT NULL,
  "UnitCost" numeric(18,2),
  "Currency" character(3) NOT NULL DEFAULT 'TRY',
  "SourceType" character varying(40),
  "SourceId" uuid,
  "CreatedById" uuid,
  "Notes" character varying(300),
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "PK_StockMovements" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_StockMovements_Kind" CHECK ("Kind" IN ('receipt', 'issue', 'transfer_in', 'transfer_out', 'adjustment', 'count')),
  CONSTRAINT "CK_StockMovements_Quantity" CHECK ("Quantity" <> 0),
  CONSTRAINT "CK_StockMovements_Currency" CHECK ("Currency" ~ '^[A-Z]{3}$'),
  CONSTRAINT "CK_StockMovements_Source" CHECK (("SourceType" IS NULL) = ("SourceId" IS NULL)),
  CONSTRAINT "FK_StockMovements_Products_ProductId" FOREIGN KEY ("ProductId")
    REFERENCES inventory."Products" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_StockMovements_Warehouses_WarehouseId" FOREIGN KEY ("WarehouseId")
    REFERENCES inventory."Warehouses" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_StockMovements_Transfers_TransferId" FOREIGN KEY ("TransferId")
    REFERENCES inventory."Transfers" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_StockMovements_TenantUsers_CreatedById" FOREIGN KEY ("CreatedById")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_StockMovements_ProductId_WarehouseId_OccurredAt" ON inventory."StockMovements" ("ProductId", "WarehouseId", "OccurredAt" DESC);
CREATE INDEX "IX_StockMovements_WarehouseId_OccurredAt" ON inventory."StockMovements" ("WarehouseId", "OccurredAt" DESC);
CREATE INDEX "IX_StockMovements_SourceType_SourceId" ON inventory."StockMovements" ("SourceType", "SourceId")
  WHERE "SourceId" IS NOT NULL;
CREATE INDEX "IX_StockMovements_TransferId" ON inventory."StockMovements" ("TransferId");
CREATE INDEX "IX_StockMovements_CreatedById" ON inventory."StockMovements" ("CreatedById");
