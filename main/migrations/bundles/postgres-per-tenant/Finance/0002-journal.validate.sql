SELECT wanted.name AS missing
  FROM (VALUES
    ('finance."JournalEntries"'),
    ('finance."JournalEntryLines"'),
    ('finance."IX_JournalEntries_CompanyId_Number"'),
    ('finance."IX_JournalEntries_PostedOn"'),
    ('finance."IX_JournalEntries_SourceType_SourceId"'),
    ('finance."IX_JournalEntries_AccountingPeriodId"'),
    ('finance."IX_JournalEntries_ReversesEntryId"'),
    ('finance."IX_JournalEntries_CreatedById"'),
    ('finance."IX_JournalEntryLines_JournalEntryId_LineNumber"'),
    ('finance."IX_JournalEntryLines_AccountId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('finance."JournalEntries"', 'PK_JournalEntries'),
    ('finance."JournalEntries"', 'CK_JournalEntries_Status'),
    ('finance."JournalEntries"', 'CK_JournalEntries_Source'),
    ('finance."JournalEntries"', 'FK_JournalEntries_Companies_CompanyId'),
    ('finance."JournalEntries"', 'FK_JournalEntries_AccountingPeriods_AccountingPeriodId'),
    ('finance."JournalEntries"', 'FK_JournalEntries_JournalEntries_ReversesEntryId'),
    ('finance."JournalEntries"', 'FK_JournalEntries_TenantUsers_CreatedById'),
    ('finance."JournalEntryLines"', 'PK_JournalEntryLines'),
    ('finance."JournalEntryLines"', 'CK_JournalEntryLines_LineNumber'),
    ('finance."JournalEntryLines"', 'CK_JournalEntryLines_OneSide'),
    ('finance."JournalEntryLines"', 'CK_JournalEntryLines_Currency'),
    ('finance."JournalEntryLines"', 'CK_JournalEntryLines_ExchangeRate'),
    ('finance."JournalEntryLines"', 'FK_JournalEntryLines_JournalEntries_JournalEntryId'),
    ('finance."JournalEntryLines"', 'FK_JournalEntryLines_Accounts_AccountId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
