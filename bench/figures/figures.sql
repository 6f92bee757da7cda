-- All standard figures of nation (level 0), province, county, township and village (level 4).
-- People are counted once, by village; the levels above add their villages up. The casts keep the
-- results narrow: without them DuckDB took half as long again.
-- Ages: dates are yyyymmdd, so the difference cut to whole ten thousands is the number of birthdays passed.
CREATE OR REPLACE TEMP TABLE figures AS
WITH person AS (
  SELECT *, party OR villagers AS m, education >= 4 AS college, sex = 2 AS female,
    CASE WHEN born > 0 THEN ($AS_OF - born) // 10000 END AS age
  FROM members
), v AS (
  SELECT village,
    (count(*) FILTER (m))::INTEGER AS members,
    (count(*) FILTER (party))::INTEGER AS party_committee,
    (count(*) FILTER (villagers))::INTEGER AS villagers_committee,
    (count(*) FILTER (party AND villagers))::INTEGER AS cross_posted,
    (count(*) FILTER (staff AND NOT m))::INTEGER AS regular_staff,
    (count(*) FILTER (m AND sex = 1))::INTEGER AS "gender.male",
    (count(*) FILTER (m AND female))::INTEGER AS "gender.female",
    (count(*) FILTER (m AND sex = 0))::INTEGER AS "gender.unknown",
    (count(*) FILTER (m AND political = 1))::INTEGER AS "political.full_member",
    (count(*) FILTER (m AND political = 2))::INTEGER AS "political.probationary",
    (count(*) FILTER (m AND political = 3))::INTEGER AS "political.league",
    (count(*) FILTER (m AND political = 4))::INTEGER AS "political.democratic",
    (count(*) FILTER (m AND political = 5))::INTEGER AS "political.non_partisan",
    (count(*) FILTER (m AND political = 6))::INTEGER AS "political.masses",
    (count(*) FILTER (m AND political = 0))::INTEGER AS "political.unknown",
    (count(*) FILTER (m AND education = 6))::INTEGER AS "education.graduate",
    (count(*) FILTER (m AND education = 5))::INTEGER AS "education.undergraduate",
    (count(*) FILTER (m AND education = 4))::INTEGER AS "education.junior_college",
    (count(*) FILTER (m AND education = 3))::INTEGER AS "education.senior_secondary",
    (count(*) FILTER (m AND education = 2))::INTEGER AS "education.junior_secondary",
    (count(*) FILTER (m AND education = 1))::INTEGER AS "education.primary",
    (count(*) FILTER (m AND education = 0))::INTEGER AS "education.unknown",
    (count(*) FILTER (m AND college))::INTEGER AS junior_college_or_above,
    (count(*) FILTER (m AND age <= 35))::INTEGER AS "age.<=35",
    (count(*) FILTER (m AND age BETWEEN 36 AND 45))::INTEGER AS "age.36-45",
    (count(*) FILTER (m AND age BETWEEN 46 AND 55))::INTEGER AS "age.46-55",
    (count(*) FILTER (m AND age BETWEEN 56 AND 60))::INTEGER AS "age.56-60",
    (count(*) FILTER (m AND age > 60))::INTEGER AS "age.>60",
    (count(*) FILTER (m AND age IS NULL))::INTEGER AS "age.unknown",
    coalesce(sum(age) FILTER (m), 0)::INTEGER AS age_sum,
    (count(age) FILTER (m))::INTEGER AS age_known,
    (count(*) FILTER (secretary AND director))::INTEGER AS dual,
    (count(*) FILTER (secretary))::INTEGER AS secretaries,
    (count(*) FILTER (director))::INTEGER AS directors,
    (count(*) FILTER (secretary OR director))::INTEGER AS principals,
    (count(*) FILTER ((secretary OR director) AND female))::INTEGER AS female_heads,
    coalesce(sum(age) FILTER (secretary), 0)::INTEGER AS secretary_age_sum,
    (count(age) FILTER (secretary))::INTEGER AS secretary_age_known,
    (count(*) FILTER (secretary AND college))::INTEGER AS secretaries_junior_college_or_above,
    (count(*) FILTER (secretary AND well_off))::INTEGER AS secretaries_well_off,
    (count(*) FILTER (m AND age <= 35 AND college))::INTEGER AS under_35_college,
    (count(*) FILTER (m AND disciplined))::INTEGER AS disciplined,
    (count(*) FILTER (m AND disciplined_since))::INTEGER AS disciplined_since_term,
    (count(*) FILTER (m AND reelected))::INTEGER AS reelected,
    (count(*) FILTER (m AND new))::INTEGER AS newly_elected
  FROM person GROUP BY village
), l4 AS MATERIALIZED (
  SELECT township, village AS region, v.* EXCLUDE (village, dual),
    1 AS villages, least(dual, 1) AS dual_head, greatest(seats - members, 0) AS vacancies
  FROM v JOIN villages USING (village)
), l3 AS MATERIALIZED (
  SELECT township AS region, sum(COLUMNS(* EXCLUDE (township, region)))::INTEGER FROM l4 GROUP BY township
), l2 AS MATERIALIZED (
  SELECT county AS region, sum(COLUMNS(l3.* EXCLUDE (region)))::INTEGER
  FROM l3 JOIN (SELECT DISTINCT township, county FROM villages) t ON t.township = l3.region GROUP BY county
), l1 AS MATERIALIZED (
  SELECT province AS region, sum(COLUMNS(l2.* EXCLUDE (region)))::INTEGER
  FROM l2 JOIN (SELECT DISTINCT county, province FROM villages) c ON c.county = l2.region GROUP BY province
), l0 AS (
  SELECT 0 AS region, sum(COLUMNS(* EXCLUDE (region)))::INTEGER FROM l1
), every AS (
  SELECT 4 AS level, * EXCLUDE (township) FROM l4
  UNION ALL SELECT 3, * FROM l3
  UNION ALL SELECT 2, * FROM l2
  UNION ALL SELECT 1, * FROM l1
  UNION ALL SELECT 0, * FROM l0
)
SELECT *, age_sum / nullif(age_known, 0) AS average_age,
  secretary_age_sum / nullif(secretary_age_known, 0) AS secretaries_average_age
FROM every;
