/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/records-private.h"

#include "domain/entities/entities.h"

#include <glib/gi18n.h>

/* The model that an office uses: the nearest level that has chosen one, else the built-in one. */
#define MODEL_OF_OFFICE(office)                                                                    \
  "(SELECT coalesce (p.segmentation_model_id, l.segmentation_model_id,"                            \
  "                  (SELECT id FROM segmentation_model WHERE level = 1))"                         \
  " FROM office o JOIN practice p ON p.id = o.practice_id"                                         \
  " JOIN licensee l ON l.id = p.licensee_id WHERE o.id = " office ")"

#define OFFICE_OF_PARTY(party)                                                                     \
  "coalesce ((SELECT office_id FROM client WHERE id = " party "),"                                 \
  "          (SELECT office_id FROM client_group WHERE id = " party "))"

/* The integer that @sql gives for up to four ids; @answer is 0 where it gives no row. */
static gboolean
ask (TrancheDatabase *db,
     const char *sql,
     const gint64 *ids,
     guint n_ids,
     gint64 *answer,
     GError **error)
{
  g_autoptr (TrancheStatement) statement = NULL;

  *answer = 0;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < n_ids; i++)
    tranche_statement_bind_int64 (statement, i + 1, ids[i]);
  if (tranche_statement_step (statement, error))
    *answer = tranche_statement_get_int64 (statement, 0);
  return !tranche_statement_failed (statement);
}

/* One rule: @sql gives 0, or no row, where it holds; otherwise the number of the message, from 1.
 */
static gboolean
check (TrancheDatabase *db,
       const char *sql,
       const gint64 *ids,
       guint n_ids,
       TrancheError code,
       const char *const *messages,
       GError **error)
{
  gint64 answer;

  if (!ask (db, sql, ids, n_ids, &answer, error))
    return FALSE;
  if (answer == 0)
    return TRUE;

  g_set_error_literal (error, TRANCHE_ERROR, code, _ (messages[answer - 1]));
  return FALSE;
}

#define CHECK(db, sql, code, messages, error, ...)                                                 \
  check (db, sql, (const gint64[]) { __VA_ARGS__ },                                                \
         G_N_ELEMENTS (((const gint64[]) { __VA_ARGS__ })), code, messages, error)

static gboolean
check_relationship (TrancheDatabase *db,
                    TrancheRelationship *self,
                    TrancheRelationship *stored,
                    GError **error)
{
  static const char *const kinds[] = {
    N_ ("“Type”: it is not in use any more"),
    N_ ("“From”: the type doesn’t allow this kind on its first side"),
    N_ ("“To”: the type doesn’t allow this kind on its other side"),
  };
  static const char *const mirrored[] = {
    N_ ("This relationship exists already, seen from the other side"),
  };
  gboolean same_ends = stored != NULL && stored->type_id == self->type_id
                       && stored->from_party_id == self->from_party_id
                       && stored->to_party_id == self->to_party_id;

  if (!same_ends
      && !CHECK (db,
                 "SELECT CASE WHEN t.active = 0 THEN 1"
                 " WHEN t.from_kinds & (1 << f.kind) = 0 THEN 2"
                 " WHEN t.to_kinds & (1 << p.kind) = 0 THEN 3 ELSE 0 END"
                 " FROM relationship_type t JOIN party f ON f.id = ?2 JOIN party p ON p.id = ?3"
                 " WHERE t.id = ?1",
                 TRANCHE_ERROR_INVALID, kinds, error, self->type_id, self->from_party_id,
                 self->to_party_id))
    return FALSE;

  return self->end_date != TRANCHE_DATE_NONE
         || CHECK (db,
                   "SELECT 1 FROM relationship r JOIN relationship_type t ON t.id = r.type_id"
                   " WHERE t.symmetric = 1 AND r.type_id = ?1 AND r.from_party_id = ?3"
                   " AND r.to_party_id = ?2 AND r.end_date IS NULL AND r.id <> ?4",
                   TRANCHE_ERROR_CONFLICT, mirrored, error, self->type_id, self->from_party_id,
                   self->to_party_id, tranche_record_get_id (TRANCHE_RECORD (self)));
}

static const char *const segment_messages[] = {
  N_ ("“Segment”: it is inactive"),
  N_ ("“Segment”: it isn’t of the segmentation model that the office uses"),
  N_ ("“Client or group”: only clients and groups have segments"),
};

static gboolean
check_override (TrancheDatabase *db, TrancheOverride *self, TrancheOverride *stored, GError **error)
{
  /* One that stands can be ended also after its segment went out of use. */
  if (stored != NULL && stored->segment_id == self->segment_id
      && stored->party_id == self->party_id)
    return TRUE;

  return CHECK (
      db,
      "SELECT CASE WHEN y.kind NOT IN (1, 3) THEN 3 WHEN s.active = 0 THEN 1"
      " WHEN s.model_id <> " MODEL_OF_OFFICE (OFFICE_OF_PARTY (
          "y.id")) " THEN 2 ELSE 0 END FROM segment s JOIN party y ON y.id = ?1 WHERE s.id = ?2",
      TRANCHE_ERROR_INVALID, segment_messages, error, self->party_id, self->segment_id);
}

static gboolean
check_band (TrancheDatabase *db,
            TrancheStrategyBand *self,
            TrancheStrategyBand *stored,
            GError **error)
{
  if (stored != NULL && stored->segment_id == self->segment_id
      && stored->strategy_id == self->strategy_id)
    return TRUE;

  return CHECK (db,
                "SELECT CASE WHEN s.active = 0 THEN 1"
                " WHEN s.model_id <> " MODEL_OF_OFFICE (
                    "y.office_id") " THEN 2 ELSE 0 END FROM segment s JOIN strategy y ON y.id = ?1 "
                                   "WHERE s.id = ?2",
                TRANCHE_ERROR_INVALID, segment_messages, error, self->strategy_id,
                self->segment_id);
}

static gboolean
check_strategy (TrancheDatabase *db, TrancheStrategy *self, TrancheStrategy *stored, GError **error)
{
  static const char *const messages[] = {
    N_ ("“Active”: a strategy needs at least one segment before it is made active"),
  };

  if (!self->active || (stored != NULL && stored->active))
    return TRUE;

  return CHECK (db, "SELECT NOT EXISTS (SELECT 1 FROM band WHERE strategy_id = ?1)",
                TRANCHE_ERROR_INVALID, messages, error,
                tranche_record_get_id (TRANCHE_RECORD (self)));
}

static gboolean
check_agreement (TrancheDatabase *db,
                 TrancheAgreement *self,
                 TrancheAgreement *stored,
                 GError **error)
{
  gint64 package = self->segment_id;

  /* What was agreed stays, also in the version that follows it. */
  if ((stored != NULL && stored->segment_id == package) || self->supersedes_id != 0)
    package = 0;

  return CHECK (db,
                "SELECT CASE WHEN (SELECT kind FROM party WHERE id = ?1) NOT IN (1, 3) THEN 3"
                " WHEN (SELECT active FROM segment WHERE id = ?2) = 0 THEN 1 ELSE 0 END",
                TRANCHE_ERROR_INVALID, segment_messages, error, self->party_id, package);
}

static gboolean
check_segment_benefit (TrancheDatabase *db, TrancheSegmentBenefit *self, GError **error)
{
  static const char *const messages[] = {
    N_ ("“Benefit”: it is of another segmentation model than the segment"),
  };

  return CHECK (db,
                "SELECT s.model_id <> b.model_id FROM segment s JOIN benefit b ON b.id = ?2"
                " WHERE s.id = ?1",
                TRANCHE_ERROR_INVALID, messages, error, self->segment_id, self->benefit_id);
}

static gboolean
check_team_member (TrancheDatabase *db, TrancheTeamMember *self, GError **error)
{
  static const char *const messages[] = {
    N_ ("“Reports to”: that team member reports to this one"),
  };

  return CHECK (db,
                "WITH RECURSIVE above (id) AS (SELECT ?2 UNION SELECT t.reports_to"
                " FROM team_member t JOIN above ON t.id = above.id WHERE t.reports_to IS NOT NULL)"
                " SELECT 1 FROM above WHERE id = ?1",
                TRANCHE_ERROR_INVALID, messages, error,
                tranche_record_get_id (TRANCHE_RECORD (self)), self->reports_to);
}

/* A group's production is its office's: groups and clients that aren't in one add up to the
 * office's total. */
static const char *const group_messages[] = {
  N_ ("“Group”: the client belongs to another office"),
  N_ ("“Office”: the client is in a group of the old office; take it out of the group first"),
  N_ ("“Office”: the group has clients of the old office; take them out of the group first"),
};

static gboolean
check_group_membership (TrancheDatabase *db, TrancheGroupMembership *self, GError **error)
{
  return CHECK (db,
                "SELECT 1 FROM client_group g JOIN client c ON c.id = ?2"
                " WHERE g.id = ?1 AND g.office_id <> c.office_id",
                TRANCHE_ERROR_INVALID, group_messages, error, self->group_id, self->client_id);
}

static gboolean
check_client_office (TrancheDatabase *db,
                     TrancheClient *self,
                     TrancheClient *stored,
                     GError **error)
{
  if (stored == NULL || stored->office_id == self->office_id)
    return TRUE;

  return CHECK (db,
                "SELECT 2 FROM group_membership m JOIN client_group g ON g.id = m.group_id"
                " WHERE m.client_id = ?1 AND g.office_id <> ?2",
                TRANCHE_ERROR_INVALID, group_messages, error,
                tranche_record_get_id (TRANCHE_RECORD (self)), self->office_id);
}

static gboolean
check_group_office (TrancheDatabase *db,
                    TrancheClientGroup *self,
                    TrancheClientGroup *stored,
                    GError **error)
{
  if (stored == NULL || stored->office_id == self->office_id)
    return TRUE;

  return CHECK (db,
                "SELECT 3 FROM group_membership m JOIN client c ON c.id = m.client_id"
                " WHERE m.group_id = ?1 AND c.office_id <> ?2",
                TRANCHE_ERROR_INVALID, group_messages, error,
                tranche_record_get_id (TRANCHE_RECORD (self)), self->office_id);
}

static const char *const model_messages[] = {
  N_ ("“Segmentation model”: it belongs to somebody else"),
};

static gboolean
check_practice (TrancheDatabase *db, TranchePractice *self, GError **error)
{
  return CHECK (db,
                "SELECT 1 FROM segmentation_model WHERE id = ?1"
                " AND ((level = 2 AND licensee_id <> ?2) OR (level = 3 AND practice_id <> ?3))",
                TRANCHE_ERROR_INVALID, model_messages, error, self->segmentation_model_id,
                self->licensee_id, tranche_record_get_id (TRANCHE_RECORD (self)));
}

static gboolean
check_licensee (TrancheDatabase *db, TrancheLicensee *self, GError **error)
{
  return CHECK (db,
                "SELECT 1 FROM segmentation_model WHERE id = ?1"
                " AND (level = 3 OR (level = 2 AND licensee_id <> ?2))",
                TRANCHE_ERROR_INVALID, model_messages, error, self->segmentation_model_id,
                tranche_record_get_id (TRANCHE_RECORD (self)));
}

gboolean
tranche_record_rules_check (TrancheDatabase *db,
                            TrancheRecord *record,
                            TrancheRecord *stored,
                            GError **error)
{
  if (TRANCHE_IS_CLIENT (record))
    return check_client_office (db, (TrancheClient *) record, (TrancheClient *) stored, error);
  if (TRANCHE_IS_RELATIONSHIP (record))
    return check_relationship (db, (TrancheRelationship *) record, (TrancheRelationship *) stored,
                               error);
  if (TRANCHE_IS_OVERRIDE (record))
    return check_override (db, (TrancheOverride *) record, (TrancheOverride *) stored, error);
  if (TRANCHE_IS_STRATEGY_BAND (record))
    return check_band (db, (TrancheStrategyBand *) record, (TrancheStrategyBand *) stored, error);
  if (TRANCHE_IS_STRATEGY (record))
    return check_strategy (db, (TrancheStrategy *) record, (TrancheStrategy *) stored, error);
  if (TRANCHE_IS_AGREEMENT (record))
    return check_agreement (db, (TrancheAgreement *) record, (TrancheAgreement *) stored, error);
  if (TRANCHE_IS_SEGMENT_BENEFIT (record))
    return check_segment_benefit (db, (TrancheSegmentBenefit *) record, error);
  if (TRANCHE_IS_TEAM_MEMBER (record) && stored != NULL)
    return check_team_member (db, (TrancheTeamMember *) record, error);
  if (TRANCHE_IS_GROUP_MEMBERSHIP (record))
    return check_group_membership (db, (TrancheGroupMembership *) record, error);
  if (TRANCHE_IS_CLIENT_GROUP (record))
    return check_group_office (db, (TrancheClientGroup *) record, (TrancheClientGroup *) stored,
                               error);
  if (TRANCHE_IS_PRACTICE (record))
    return check_practice (db, (TranchePractice *) record, error);
  if (TRANCHE_IS_LICENSEE (record))
    return check_licensee (db, (TrancheLicensee *) record, error);

  return TRUE;
}

/* A party is only marked, so no foreign key stands in the way of what would be left hanging in the
 * air. */
gboolean
tranche_record_rules_check_removal (TrancheDatabase *db, TrancheRecord *record, GError **error)
{
  static const char *const messages[] = {
    N_ ("The person is a member of a client; end the membership first"),
    N_ ("The group has clients; take them out of the group first"),
    N_ ("The team member owns clients; give them to somebody else first"),
    N_ ("Other team members report to this one; change that first"),
  };
  gint64 id = tranche_record_get_id (record);

  if (TRANCHE_IS_PERSON (record))
    return CHECK (db,
                  "SELECT 1 FROM membership m JOIN party c ON c.id = m.client_id"
                  " WHERE m.person_id = ?1 AND m.end_date IS NULL AND c.removed = 0",
                  TRANCHE_ERROR_CONFLICT, messages, error, id);
  if (TRANCHE_IS_CLIENT_GROUP (record))
    return CHECK (db,
                  "SELECT 2 FROM group_membership m JOIN party c ON c.id = m.client_id"
                  " WHERE m.group_id = ?1 AND c.removed = 0",
                  TRANCHE_ERROR_CONFLICT, messages, error, id);
  if (TRANCHE_IS_TEAM_MEMBER (record))
    return CHECK (db,
                  "SELECT 3 FROM client JOIN party p ON p.id = client.id"
                  " WHERE client.owner_id = ?1 AND p.removed = 0"
                  " UNION ALL SELECT 4 FROM team_member t JOIN party p ON p.id = t.id"
                  " WHERE t.reports_to = ?1 AND p.removed = 0",
                  TRANCHE_ERROR_CONFLICT, messages, error, id);

  return TRUE;
}

/* What SQLite names in "UNIQUE constraint failed: …", and what that means to people. */
static const struct
{
  const char *columns;
  const char *message;
} unique_messages[] = {
  { "client.office_id, client.reference",
    N_ ("“Client number”: another client of the office has it") },
  { "membership.client_id, membership.person_id, membership.role",
    N_ ("“Role”: the person has it in this client already") },
  { "group_membership.client_id",
    N_ ("“Primary group”: the client counts in another group already") },
  { "group_membership.group_id, group_membership.client_id",
    N_ ("“Client”: it is in the group already") },
  { "relationship.type_id, relationship.from_party_id, relationship.to_party_id",
    N_ ("This relationship exists already") },
  { "office.folded_name", N_ ("“Name”: another office has it") },
  { "role.name", N_ ("“Name”: another role has it") },
  { "stage.name", N_ ("“Name”: another stage has it") },
  { "source.name", N_ ("“Name”: another source has it") },
  { "segment.model_id, segment.folded_name",
    N_ ("“Name”: another segment of the model, perhaps an inactive one, has it") },
  { "segment_benefit.segment_id, segment_benefit.benefit_id",
    N_ ("“Benefit”: the segment holds it already") },
  { "strategy.office_id, strategy.target",
    N_ ("“Active”: the office has an active strategy of this kind already") },
  { "band.strategy_id, band.segment_id", N_ ("“Segment”: the strategy has it already") },
  { "band.strategy_id, band.monthly_lower",
    N_ ("“Lower limit”: another segment of the strategy starts there") },
  { "agreement.number", N_ ("“Number”: another agreement has it") },
  { "index 'client_alias_once'", N_ ("“Reference”: it means another client already") },
  { "index 'setting_by_key'", N_ ("“Key”: the setting exists already") },
};

static const char *
find_unique_message (TrancheRecord *record, const char *columns)
{
  if (g_str_equal (columns, "membership.client_id"))
    return TRANCHE_MEMBERSHIP (record)->role == TRANCHE_MEMBER_PARTNER
               ? N_ ("“Role”: the client has a partner already")
               : N_ ("“Role”: the client has a primary contact already");

  for (gsize i = 0; i < G_N_ELEMENTS (unique_messages); i++)
    if (g_str_equal (columns, unique_messages[i].columns))
      return unique_messages[i].message;

  return NULL;
}

void
tranche_record_rules_reword (TrancheRecord *record, gboolean removing, GError **error)
{
  static const char unique[] = "UNIQUE constraint failed: ";
  TrancheError code = TRANCHE_ERROR_CONFLICT;
  const char *message = NULL;

  if (error == NULL || !g_error_matches (*error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT))
    return;

  if (g_str_has_prefix ((*error)->message, unique))
    message = find_unique_message (record, (*error)->message + sizeof unique - 1);
  else if (g_str_has_prefix ((*error)->message, "FOREIGN KEY") && removing)
    message = N_ ("It is in use and can’t be removed");
  else if (g_str_has_prefix ((*error)->message, "FOREIGN KEY"))
    {
      code = TRANCHE_ERROR_INVALID;
      message = N_ ("It refers to something that isn’t there");
    }

  if (message == NULL)
    return;

  g_clear_error (error);
  g_set_error_literal (error, TRANCHE_ERROR, code, _ (message));
}
