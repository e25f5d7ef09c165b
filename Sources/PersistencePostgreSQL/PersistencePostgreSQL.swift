// PersistencePostgreSQL
