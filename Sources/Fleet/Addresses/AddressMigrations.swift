/// The tables of pools of addresses and of who has them.
enum AddressMigrations {
    /// `address_pool` is the row that is locked while an address of the pool is added, removed, given or taken back.
    /// `address_holding.account_id` is an account's id, whose table comes later.
    static let pools = """
        CREATE TABLE address_pool (
            logical_server_id TEXT NOT NULL PRIMARY KEY REFERENCES logical_server (id),
            created_at BIGINT NOT NULL
        );
        CREATE TABLE pool_address (
            address TEXT NOT NULL PRIMARY KEY,
            logical_server_id TEXT NOT NULL REFERENCES address_pool (logical_server_id),
            family BIGINT NOT NULL,
            sort_key TEXT NOT NULL,
            added_at BIGINT NOT NULL,
            CONSTRAINT pool_address_family CHECK (family IN (4, 6))
        );
        CREATE INDEX pool_address_server ON pool_address (logical_server_id, sort_key);
        CREATE TABLE address_holding (
            account_id TEXT NOT NULL,
            family BIGINT NOT NULL,
            address TEXT NOT NULL REFERENCES pool_address (address),
            is_exclusive BOOLEAN NOT NULL,
            since BIGINT NOT NULL,
            PRIMARY KEY (account_id, family),
            CONSTRAINT address_holding_family CHECK (family IN (4, 6))
        );
        CREATE INDEX address_holding_address ON address_holding (address, account_id);
        CREATE UNIQUE INDEX address_holding_exclusive ON address_holding (address) WHERE is_exclusive;
        """
}
