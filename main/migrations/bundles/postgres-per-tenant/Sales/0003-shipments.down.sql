ALTER TABLE sales."SalesOrderLines" DROP COLUMN "ShippedQuantity";
DROP TABLE sales."ShipmentLines";
DROP TABLE sales."Shipments";
