DROP TABLE projects."Tasks";
DROP TABLE projects."Projects";
DROP SCHEMA projects;
