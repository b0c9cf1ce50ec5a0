CREATE TABLE customers (
    id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    email VARCHAR(200),
    risk_profile ENUM('cautious', 'balanced', 'bold') NOT NULL,
    balance DECIMAL(18, 2) NOT NULL,
    preferences JSON,
    revision BIGINT NOT NULL,
    updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)
);
CREATE TABLE orders (
    id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    customer_id BIGINT UNSIGNED NOT NULL,
    symbol VARCHAR(12) NOT NULL,
    side ENUM('buy', 'sell') NOT NULL,
    quantity DECIMAL(18, 6) NOT NULL,
    price DECIMAL(18, 4) NOT NULL,
    status ENUM('open', 'filled', 'cancelled') NOT NULL,
    revision BIGINT NOT NULL,
    placed_at DATETIME(6) NOT NULL
);
