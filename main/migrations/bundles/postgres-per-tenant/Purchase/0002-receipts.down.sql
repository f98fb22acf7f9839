ALTER TABLE purchase."PurchaseOrderLines" DROP COLUMN "ReceivedQuantity";
DROP TABLE purchase."ReceiptLines";
DROP TABLE purchase."Receipts";
