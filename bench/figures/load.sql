-- The same two tables that our side keeps in columns. Not part of the measured time.
SET threads = 2;

CREATE TABLE villages AS
SELECT * FROM read_csv('$DIR/villages.csv', header = true, columns = {
  'village': 'INTEGER', 'township': 'INTEGER', 'county': 'INTEGER', 'province': 'INTEGER', 'seats': 'INTEGER'});

CREATE TABLE members AS
SELECT * FROM read_csv('$DIR/members.csv', header = true, columns = {
  'village': 'INTEGER', 'born': 'INTEGER', 'sex': 'UTINYINT', 'political': 'UTINYINT', 'education': 'UTINYINT',
  'party': 'BOOLEAN', 'villagers': 'BOOLEAN', 'secretary': 'BOOLEAN', 'director': 'BOOLEAN', 'staff': 'BOOLEAN',
  'well_off': 'BOOLEAN', 'disciplined': 'BOOLEAN', 'disciplined_since': 'BOOLEAN', 'reelected': 'BOOLEAN', 'new': 'BOOLEAN'});
