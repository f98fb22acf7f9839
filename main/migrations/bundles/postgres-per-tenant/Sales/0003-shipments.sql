CREATE TABLE sales."Shipments" (
  "Id" uuid NOT NULL,
  "CompanyId" uuid NOT NULL,
  "SalesOrderId" uuid NOT NULL,
  "Number" character varying(40) NOT NULL,
  "Status" character varying(20) NOT NULL DEFAULT 'preparing',
  "Carrier" character varying(100),
  "TrackingNumber" character varying(100),
  "ShippedAt" timestamp with time zone,
  "DeliveredAt" timestamp with time zone,
  "Address" character varying(500),
  "RowVersion" integer NOT NULL DEFAULT 1,
  "CreatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  "UpdatedAt" timestamp with time zone,
  CONSTRAINT "PK_Shipments" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_Shipments_Status" CHECK ("Status" IN ('preparing', 'shipped', 'delivered', 'returned')),
  CONSTRAINT "CK_Shipments_Times" CHECK ("DeliveredAt" IS NULL OR ("ShippedAt" IS NOT NULL AND "DeliveredAt" >= "ShippedAt")),
  CONSTRAINT "FK_Shipments_Companies_CompanyId" FOREIGN KEY ("CompanyId")
    REFERENCES tenant."Companies" ("Id") ON DELETE RESTRICT,
  CONSTRAINT "FK_Shipments_SalesOrders_SalesOrderId" FOREIGN KEY ("SalesOrderId")
    REFERENCES sales."SalesOrders" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_Shipments_CompanyId_Number" ON sales."Shipments" ("CompanyId", "Number");
CREATE INDEX "IX_Shipments_TrackingNumber" ON sales."Shipments" ("TrackingNumber") WHERE "TrackingNumber" IS NOT NULL;
CREATE INDEX "IX_Shipments_SalesOrderId" ON sales."Shipments" ("SalesOrderId");

CREATE TABLE sales."ShipmentLines" (
  "Id" uuid NOT NULL,
  "ShipmentId" uuid NOT NULL,
  "SalesOrderLineId" uuid NOT NULL,
  "Quantity" numeric(18,4) NOT NULL,
  CONSTRAINT "PK_ShipmentLines" PRIMARY KEY ("Id"),
  CONSTRAINT "CK_ShipmentLines_Quantity" CHECK ("Quantity" > 0),
  CONSTRAINT "FK_ShipmentLines_Shipments_ShipmentId" FOREIGN KEY ("ShipmentId")
    REFERENCES sales."Shipments" ("Id") ON DELETE CASCADE,
  CONSTRAINT "FK_ShipmentLines_SalesOrderLines_SalesOrderLineId" FOREIGN KEY ("SalesOrderLineId")
    REFERENCES sales."SalesOrderLines" ("Id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "IX_ShipmentLines_ShipmentId_SalesOrderLineId" ON sales."ShipmentLines" ("ShipmentId", "SalesOrderLineId");
CREATE INDEX "IX_ShipmentLines_SalesOrderLineId" ON sales."ShipmentLines" ("SalesOrderLineId");

ALTER TABLE sales."SalesOrderLines" ADD COLUMN "ShippedQuantity" numeric(18,4) NOT NULL DEFAULT 0;
ALTER TABLE sales."SalesOrderLines"
  ADD CONSTRAINT "CK_SalesOrderLines_ShippedQuantity" CHECK ("ShippedQuantity" BETWEEN 0 AND "Quantity");
