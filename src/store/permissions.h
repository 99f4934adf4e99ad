/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/record.h"
#include "store/database.h"

G_BEGIN_DECLS

/*
 * What a team member may do: the bits of their role, as far as its level reaches. A role of the
 * licensee's level acts in the whole licence, one of the practice's level in its practice, one of
 * an office's level in that office. Where nobody acts by name the file's owner sits at the machine,
 * who may do everything.
 *
 * Writes of records ask by themselves (see tranche_permissions_check_write()), so that every way to
 * a row is guarded, undo included; an action asks first where it wants to be refused before it has
 * done half of its work.
 */

/**
 * TrancheActingMember:
 * @member_id: 0: nobody by name
 * @permissions: all of them for nobody by name
 */
typedef struct
{
  gint64 member_id;
  char *role_name;
  TrancheRoleLevel level;
  TranchePermissions permissions;
  gint64 office_id;
  gint64 practice_id;
  gint64 licensee_id;
} TrancheActingMember;

/* (transfer full): DENIED if there is no such active team member. */
TrancheActingMember *
tranche_acting_member_load (TrancheDatabase *db, gint64 member_id, GError **error);
void tranche_acting_member_free (TrancheActingMember *member);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheActingMember, tranche_acting_member_free)

/**
 * tranche_permissions_require:
 * @permission: one bit
 *
 * Returns: %FALSE with %TRANCHE_ERROR_DENIED and a sentence that names the roles that may, if the
 * acting member may not
 */
gboolean
tranche_permissions_require (TrancheDatabase *db, TranchePermissions permission, GError **error);

/* The same for something that is an office's own: strategies, runs, imports. */
gboolean tranche_permissions_require_in_office (TrancheDatabase *db,
                                                TranchePermissions permission,
                                                gint64 office_id,
                                                GError **error);

/* The same for what is about a client or a group: in its office, also for who looks after it.
 * Whether it may be seen at all is for tranche_sharing_require(). */
gboolean tranche_permissions_require_for_party (TrancheDatabase *db,
                                                TranchePermissions permission,
                                                gint64 party_id,
                                                GError **error);

/* Editing a segmentation model: its level's permission, and the model has to be of the member's own
 * practice or licensee. The built-in one is nobody's: REFUSED. NOT_FOUND */
gboolean tranche_permissions_require_model (TrancheDatabase *db, gint64 model_id, GError **error);

/* Making or choosing a model for the practice or the licensee of an office. */
gboolean tranche_permissions_require_level (TrancheDatabase *db,
                                            TrancheModelLevel level,
                                            gint64 office_id,
                                            GError **error);

/**
 * tranche_permissions_find_obstacle:
 * @member_id: who would act; a reader's connection doesn't know
 * @office_id: 0: anywhere
 * @obstacle: (out) (nullable): why not, in a sentence for people; %NULL: it may be done
 *
 * What a window needs to make a control insensitive and to say why.
 */
gboolean tranche_permissions_find_obstacle (TrancheDatabase *db,
                                            gint64 member_id,
                                            TranchePermissions permission,
                                            gint64 office_id,
                                            char **obstacle,
                                            GError **error);
/* Of tranche_permissions_require_for_party() */
gboolean tranche_permissions_find_party_obstacle (TrancheDatabase *db,
                                                  gint64 member_id,
                                                  TranchePermissions permission,
                                                  gint64 party_id,
                                                  char **obstacle,
                                                  GError **error);
/* @obstacle: also for the built-in model */
gboolean tranche_permissions_find_model_obstacle (TrancheDatabase *db,
                                                  gint64 member_id,
                                                  gint64 model_id,
                                                  char **obstacle,
                                                  GError **error);
gboolean tranche_permissions_find_level_obstacle (TrancheDatabase *db,
                                                  gint64 member_id,
                                                  TrancheModelLevel level,
                                                  gint64 office_id,
                                                  char **obstacle,
                                                  GError **error);

/* What a bit allows, in words: "edit the practice’s segmentation model". */
const char *tranche_permission_get_name (TranchePermissions permission);

/**
 * tranche_permissions_find_member:
 * @name: given names and family name, in any case
 * @member_id: (out): 0 where the file has no team yet
 * @display_name: (out) (optional): as the file has it; @name where there is no team
 *
 * Returns: %FALSE with %TRANCHE_ERROR_NOT_FOUND and the names there are
 */
gboolean tranche_permissions_find_member (TrancheDatabase *db,
                                          const char *name,
                                          gint64 *member_id,
                                          char **display_name,
                                          GError **error);

G_END_DECLS
