// Organization
