DROP TABLE finance."Budgets";
