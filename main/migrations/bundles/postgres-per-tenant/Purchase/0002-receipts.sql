CREATE TABLE purchase."Receipts" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "PurchaseOrderId" uuid NOT NULL,
  "WarehouseId" uuid NOT NULL,
  "Number" character varying(40) NOT NULL,
  "ReceivedOn" date NOT NULL,
  "DeliveryNote" character varying(60),
  "ReceivedById" uuid,
  "Notes" text,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Receipts" PRIMARY KEY ("Id"),
  CONSTRAINT "FK_Receipts_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Receipts_PurchaseOrders_PurchaseOrderId" FOREIGN KEY ("PurchaseOrderId")
    REFERENCES purchase."PurchaseOrders" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Receipts_Warehouses_WarehouseId" FOREIGN KEY ("WarehouseId")
    REFERENCES inventory."Warehouses" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Receipts_TenantUsers_ReceivedById" FOREIGN KEY ("ReceivedById")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE UNIQUE INDEX "IX_Receipts_CompanyId_Number" ON purchase."Receipts" ("CompanyId", "Number");
CREATE INDEX "IX_Receipts_PurchaseOrderId" ON purchase."Receipts" ("PurchaseOrderId");
CREATE INDEX "IX_Receipts_WarehouseId" ON purchase."Receipts" ("WarehouseId");
CREATE INDEX "IX_Receipts_ReceivedById" ON purchase."Receipts" ("ReceivedById");

CREATE TABLE purchase."ReceiptLines" (
  "Id" uuid NOT NULL,
  "ReceiptId" uuid NOT NULL,
  "PurchaseOrderLineId" uuid NOT NULL,
  "Quantity" numeric(18,4) NOT NULL,
  "Rejected" numeric(18,4) NOT NULL DEFAULT 0,
  CONSTRAINT "PK_ReceiptLines" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_ReceiptLines_Quantity" CHECK ("Quantity" > 0),
  CONSTRAINT "CK_ReceiptLines_Rejected" CHECK ("Rejected" BETWEEN 0 AND "Quantity"),
  CONSTRAINT "FK_ReceiptLines_Receipts_ReceiptId" FOREIGN KEY ("ReceiptId")
    REFERENCES purchase."Receipts" ("Id") ON DELETE CASCADE,
  CONSTRAINT "FK_ReceiptLines_PurchaseOrderLines_PurchaseOrderLineId" FOREIGN KEY ("PurchaseOrderLineId")
    REFERENCES purchase."PurchaseOrderLines" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_ReceiptLines_ReceiptId_PurchaseOrderLineId" ON purchase."ReceiptLines" ("ReceiptId", "PurchaseOrderLineId");
CREATE INDEX "IX_ReceiptLines_PurchaseOrderLineId" ON purchase."ReceiptLines" ("PurchaseOrderLineId");

ALTER TABLE purchase."PurchaseOrderLines" ADD COLUMN "ReceivedQuantity" numeric(18,4) NOT NULL DEFAULT 0;
ALTER TABLE purchase."PurchaseOrderLines"
  ADD CONSTRAINT "CK_PurchaseOrderLines_ReceivedQuantity" CHECK ("ReceivedQuantity" >= 0);
