ALTER TABLE inventory."StockMovements" DROP COLUMN "LotNumber";
ALTER TABLE inventory."Products" DROP COLUMN "ReorderQuantity";
ALTER TABLE inventory."Products" DROP COLUMN "MinimumStock";
