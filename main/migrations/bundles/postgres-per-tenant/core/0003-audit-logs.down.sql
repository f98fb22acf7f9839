DROP TABLE tenant."AuditLogs";
