import type { Migration } from '../migrate.ts';

/** The complete registry: people and groups over time, pools, milestones, permits, rule packs, collection, closing. Frozen. */
export const registry: Migration = {
  version: 20,
  sql: `
ALTER TABLE units ADD COLUMN successor_id TEXT;
ALTER TABLE units ADD COLUMN ended_on TEXT;
ALTER TABLE units ADD COLUMN head_id TEXT;
ALTER TABLE units ADD COLUMN sector_leader_id TEXT;
ALTER TABLE units ADD COLUMN contact_id TEXT;
ALTER TABLE units ADD COLUMN phone TEXT;
ALTER TABLE units ADD COLUMN print_order INTEGER;
ALTER TABLE persons ADD COLUMN other_spellings TEXT CHECK (json_valid(other_spellings));
ALTER TABLE persons ADD COLUMN merged_into_id TEXT;
ALTER TABLE projects ADD COLUMN industry TEXT;
ALTER TABLE projects ADD COLUMN industry_chain TEXT;
ALTER TABLE projects ADD COLUMN is_top500 INTEGER CHECK (is_top500 IN (0, 1));
ALTER TABLE projects ADD COLUMN stage TEXT;
ALTER TABLE projects ADD COLUMN reserve_stage TEXT;
ALTER TABLE projects ADD COLUMN exited_on TEXT;
ALTER TABLE projects ADD COLUMN group_ids TEXT CHECK (json_valid(group_ids));
ALTER TABLE projects ADD COLUMN land_tenure TEXT;
ALTER TABLE projects ADD COLUMN land_auction_day TEXT;
ALTER TABLE projects ADD COLUMN is_in_free_trade_zone INTEGER CHECK (is_in_free_trade_zone IN (0, 1));
ALTER TABLE projects ADD COLUMN uses_commitment INTEGER CHECK (uses_commitment IN (0, 1));
ALTER TABLE projects ADD COLUMN is_statistical_registration_due INTEGER CHECK (is_statistical_registration_due IN (0, 1));
ALTER TABLE projects ADD COLUMN statistically_registered_on TEXT;
ALTER TABLE projects ADD COLUMN statistical_note TEXT;
ALTER TABLE projects ADD COLUMN capacity_percent INTEGER;
ALTER TABLE projects ADD COLUMN capacity_note TEXT;
ALTER TABLE projects ADD COLUMN merged_into_id TEXT;
ALTER TABLE lagging_decisions ADD COLUMN rule_pack TEXT;
ALTER TABLE annual_plans ADD COLUMN month1_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN month2_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN month3_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN month4_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN month5_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN month6_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN month7_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN month8_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN month9_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN month10_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN month11_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN month12_investment INTEGER;
ALTER TABLE annual_plans ADD COLUMN carry_over TEXT;
ALTER TABLE annual_plans ADD COLUMN carry_over_note TEXT;
ALTER TABLE assignments ADD COLUMN note TEXT;

CREATE TABLE unit_names (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  unit_id TEXT NOT NULL REFERENCES units (id), name TEXT, from_day TEXT, until_day TEXT, document TEXT
) STRICT;
CREATE INDEX unit_names_by_unit ON unit_names (unit_id);

CREATE TABLE person_posts (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  person_id TEXT NOT NULL REFERENCES persons (id), unit_id TEXT, post TEXT, rank TEXT, from_day TEXT,
  until_day TEXT
) STRICT;
CREATE INDEX person_posts_by_person ON person_posts (person_id);

CREATE TABLE groups (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  name TEXT, kind TEXT, office_unit_id TEXT, office_director_id TEXT, lead_unit_id TEXT,
  district_office_id TEXT, district_name TEXT, field TEXT, document TEXT, founded_on TEXT, dissolved_on TEXT,
  print_order INTEGER
) STRICT;

CREATE TABLE group_members (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  group_id TEXT NOT NULL REFERENCES groups (id), person_id TEXT NOT NULL REFERENCES persons (id), role TEXT,
  printed_post TEXT, print_order INTEGER, from_day TEXT, until_day TEXT
) STRICT;
CREATE INDEX group_members_by_group ON group_members (group_id);
CREATE INDEX group_members_by_person ON group_members (person_id);

CREATE TABLE investment_parts (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), year INTEGER, source TEXT, investment_class TEXT,
  amount INTEGER, note TEXT
) STRICT;
CREATE INDEX investment_parts_by_project ON investment_parts (project_id, year);

CREATE TABLE list_memberships (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), list TEXT, year INTEGER, issue TEXT, part TEXT,
  from_day TEXT, until_day TEXT, document TEXT, note TEXT
) STRICT;
CREATE INDEX list_memberships_by_project ON list_memberships (project_id, year);

CREATE TABLE delegations (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  leader_id TEXT NOT NULL REFERENCES persons (id), delegate_id TEXT NOT NULL REFERENCES persons (id),
  from_day TEXT, until_day TEXT, reason TEXT, project_ids TEXT CHECK (json_valid(project_ids))
) STRICT;
CREATE INDEX delegations_by_leader ON delegations (leader_id);
CREATE INDEX delegations_by_delegate ON delegations (delegate_id);

CREATE TABLE stage_duties (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), stage TEXT, unit_id TEXT, person_id TEXT,
  planned_from TEXT, planned_until TEXT, finished_on TEXT, note TEXT
) STRICT;
CREATE INDEX stage_duties_by_project ON stage_duties (project_id);

CREATE TABLE milestones (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), kind TEXT, name TEXT, planned_on TEXT, actual_on TEXT,
  unit_id TEXT, person_id TEXT, after_ids TEXT CHECK (json_valid(after_ids)), working_days INTEGER, note TEXT,
  print_order INTEGER
) STRICT;
CREATE INDEX milestones_by_project ON milestones (project_id);

CREATE TABLE suspensions (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), suspended_on TEXT, reason TEXT, resumption_due_on TEXT,
  resumed_on TEXT, not_resumed_reason TEXT
) STRICT;
CREATE INDEX suspensions_by_project ON suspensions (project_id);

CREATE TABLE factor_needs (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), factor TEXT, state TEXT, description TEXT, unit_id TEXT,
  needed_by TEXT, met_on TEXT
) STRICT;
CREATE INDEX factor_needs_by_project ON factor_needs (project_id);

CREATE TABLE permits (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), step TEXT, stage TEXT, name TEXT, state TEXT,
  authority_id TEXT, holder_unit_id TEXT, holder_id TEXT, statutory_days INTEGER, promised_days INTEGER,
  planned_on TEXT, accepted_on TEXT, finished_on TEXT, document_number TEXT, valid_until TEXT,
  after TEXT CHECK (json_valid(after)), note TEXT, print_order INTEGER
) STRICT;
CREATE INDEX permits_by_project ON permits (project_id);

CREATE TABLE pool_transitions (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), kind TEXT, from_pool TEXT, to_pool TEXT, on_day TEXT,
  ground TEXT, ground_text TEXT, signed_by TEXT, consent_on TEXT, consent_document TEXT, application_id TEXT,
  is_land_reclaimed INTEGER CHECK (is_land_reclaimed IN (0, 1)), rule_pack TEXT, source TEXT
) STRICT;
CREATE INDEX pool_transitions_by_project ON pool_transitions (project_id);

CREATE TABLE plot_attractions (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), plot TEXT, opened_on TEXT, unit_id TEXT,
  new_project_id TEXT, closed_on TEXT, note TEXT
) STRICT;
CREATE INDEX plot_attractions_by_project ON plot_attractions (project_id);

CREATE TABLE funnel_targets (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  year INTEGER, stage TEXT, projects INTEGER, due_on TEXT
) STRICT;

CREATE TABLE attachments (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), name TEXT, kind TEXT, sha256 TEXT, bytes INTEGER,
  media_type TEXT, taken_on TEXT, subject_id TEXT, note TEXT
) STRICT;
CREATE INDEX attachments_by_project ON attachments (project_id);

CREATE TABLE month_checks (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), month TEXT, done_this_year INTEGER, state TEXT,
  finding TEXT, checked_by TEXT, checked_on TEXT
) STRICT;
CREATE INDEX month_checks_by_project ON month_checks (project_id);
CREATE INDEX month_checks_by_month ON month_checks (month);

CREATE TABLE month_locks (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  month TEXT, is_locked INTEGER CHECK (is_locked IN (0, 1)), locked_by TEXT, locked_on TEXT, note TEXT
) STRICT;
CREATE INDEX month_locks_by_month ON month_locks (month);

CREATE TABLE unit_returns (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  period TEXT, unit_id TEXT NOT NULL REFERENCES units (id), sent_at TEXT, projects INTEGER, reminded_at TEXT,
  reminders INTEGER, returned_at TEXT, returned_projects INTEGER,
  file_names TEXT CHECK (json_valid(file_names)), note TEXT
) STRICT;
CREATE INDEX unit_returns_by_unit ON unit_returns (unit_id);
CREATE INDEX unit_returns_by_period ON unit_returns (period);

CREATE TABLE duplicate_verdicts (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), other_project_id TEXT NOT NULL REFERENCES projects (id),
  verdict TEXT, reason TEXT
) STRICT;
CREATE INDEX duplicate_verdicts_by_project ON duplicate_verdicts (project_id);
CREATE INDEX duplicate_verdicts_by_other_project ON duplicate_verdicts (other_project_id);

CREATE TABLE year_closings (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  year INTEGER, closed_on TEXT, closed_by TEXT, projects INTEGER, planned_investment INTEGER,
  done_this_year INTEGER, note TEXT
) STRICT;

CREATE TABLE closing_figures (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), year INTEGER, planned_investment INTEGER,
  done_before_year INTEGER, done_this_year INTEGER, pool TEXT, physical_progress TEXT
) STRICT;
CREATE INDEX closing_figures_by_project ON closing_figures (project_id, year);

CREATE TABLE adopted_rule_packs (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  pack_id TEXT, name TEXT, document_number TEXT, version INTEGER, based_on TEXT, valid_from TEXT,
  valid_until TEXT, rules TEXT CHECK (json_valid(rules)), note TEXT
) STRICT;

CREATE TABLE calendar_years (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  year INTEGER, notice TEXT, document_number TEXT, days TEXT CHECK (json_valid(days))
) STRICT;

-- The centre's own order of its districts; null: after the ordered ones, as enrolled.
ALTER TABLE enrolled_offices ADD COLUMN print_order INTEGER;

-- A file attached to a record: local state says whether its bytes are here.
CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), bytes INTEGER NOT NULL, media_type TEXT NOT NULL,
  width INTEGER, height INTEGER, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is being taken back from the units, between reading the files and accepting them.
CREATE TABLE collected_files (
  id TEXT PRIMARY KEY, period TEXT NOT NULL, unit_id TEXT, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
  at TEXT NOT NULL, actor TEXT NOT NULL, change_id TEXT, facts TEXT NOT NULL CHECK (json_valid(facts))
) STRICT;
CREATE INDEX collected_files_by_period ON collected_files (period);

-- The change an undo or a redo belongs to: a change, its undo, its redo, its undo again … are one chain.
ALTER TABLE changes_made ADD COLUMN undoes INTEGER REFERENCES changes_made (key);
UPDATE changes_made SET undoes = (SELECT c.key FROM changes_made c WHERE c.undone_by = changes_made.id) WHERE is_undo = 1;
CREATE INDEX changes_made_by_undoes ON changes_made (undoes) WHERE undoes IS NOT NULL;
`,
};
