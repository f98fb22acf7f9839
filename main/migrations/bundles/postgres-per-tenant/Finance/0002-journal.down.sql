DROP TABLE finance."JournalEntryLines";
DROP TABLE finance."JournalEntries";
