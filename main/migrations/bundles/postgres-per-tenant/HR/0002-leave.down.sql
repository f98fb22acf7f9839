DROP TABLE hr."LeaveRequests";
