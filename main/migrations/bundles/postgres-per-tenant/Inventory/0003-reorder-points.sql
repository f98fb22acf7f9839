ALTER TABLE inventory."Products" ADD COLUMN "MinimumStock" numeric(18,4) NOT NULL DEFAULT 0;
ALTER TABLE inventory."Products" ADD CONSTRAINT "CK_Products_MinimumStock" CHECK ("MinimumStock" >= 0);

ALTER TABLE inventory."Products" ADD COLUMN "ReorderQuantity" numeric(18,4);
ALTER TABLE inventory."Products"
  ADD CONSTRAINT "CK_Products_ReorderQuantity" CHECK ("ReorderQuantity" IS NULL OR "ReorderQuantity" > 0);

ALTER TABLE inventory."StockMovements" ADD COLUMN "LotNumber" character varying(60);
CREATE INDEX "IX_StockMovements_ProductId_LotNumber" ON inventory."StockMovements" ("ProductId", "LotNumber")
  WHERE "LotNumber" IS NOT NULL;
