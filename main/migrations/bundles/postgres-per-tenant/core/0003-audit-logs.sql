CREATE TABLE tenant."AuditLogs" (
  "Id" bigint GENERATED ALWAYS AS IDENTITY,
  "Timestamp" timestamp with time zone NOT NULL DEFAULT now(),
  "UserId" uuid,
  "UserEmail" character varying(254),
  "Action" character varying(100) NOT NULL,
  "EntityName" character varying(100),
  "EntityId" character varying(100),
  "OldValues" jsonb,
  "NewValues" jsonb,
  "IpAddress" inet,
  "CorrelationId" uuid,
  CONSTRAINT "PK_AuditLogs" PRIMARY KEY ("Id"),
  -- What somebody did stays when they are gone.
  CONSTRAINT "FK_AuditLogs_TenantUsers_UserId" FOREIGN KEY ("UserId")
    REFERENCES tenant."TenantUsers" ("Id") ON DELETE SET NULL
);
CREATE INDEX "IX_AuditLogs_Timestamp" ON tenant."AuditLogs" ("Timestamp" DESC);
CREATE INDEX "IX_AuditLogs_UserId" ON tenant."AuditLogs" ("UserId");
CREATE INDEX "IX_AuditLogs_EntityName_EntityId" ON tenant."AuditLogs" ("EntityName", "EntityId");
