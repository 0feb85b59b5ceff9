//! Numbers, money and dates as each language writes them (CLDR 48).
