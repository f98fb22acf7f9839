DROP TABLE projects."TimeEntries";
