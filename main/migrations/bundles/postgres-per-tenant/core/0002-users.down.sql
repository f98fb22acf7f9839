ALTER TABLE tenant."Departments" DROP COLUMN "ManagerId";
DROP TABLE tenant."TenantUsers";
