/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/client-package.h"

G_BEGIN_DECLS

/* Of so many clients at most it is counted who has which package. */
#define TRANCHE_PACKAGE_CHOICES_MOST_COUNTED 5000

/**
 * TranchePackageCount:
 * @name: "" where they have none
 *
 * How many of the clients have a segment.
 */
typedef struct
{
  gint64 segment_id; /* 0: none */
  char *name;
  guint n_clients;
} TranchePackageCount;

/**
 * TranchePackageChoices:
 * @obstacle: (nullable): why nothing can be set, in a sentence for people
 * @segments: (element-type TrancheSegment): what can be set, and after these what a single client
 * keeps though it can't be set any more
 * @n_choosable: how many of @segments can be set
 * @package: (nullable): what a single client has
 * @client_name: (nullable): of a single client
 * @counts: (nullable) (element-type TranchePackageCount): what many have, the most frequent first;
 * %NULL where they are too many to count
 * @n_by_hand: of those counted, how many are set by hand
 *
 * What a picker of packages has to know of the clients that it is for.
 */
typedef struct
{
  char *obstacle;
  GPtrArray *segments;
  guint n_choosable;
  TrancheClientPackage *package;
  char *client_name;
  GPtrArray *counts;
  guint n_by_hand;
} TranchePackageChoices;

/**
 * tranche_package_choices_load:
 * @office_id: whose model the clients have, where they are many
 * @member_id: who would set it; 0: nobody by name
 * @client_ids: (array length=n_clients): at least one
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_NOT_FOUND, or %TRANCHE_ERROR_DENIED where who
 * acts may not see the client
 */
TranchePackageChoices *tranche_package_choices_load (TrancheDatabase *db,
                                                     gint64 office_id,
                                                     gint64 member_id,
                                                     const gint64 *client_ids,
                                                     guint n_clients,
                                                     TrancheDate today,
                                                     GError **error);

/* @obstacle: (out) (nullable) (transfer full): why the team member (0: nobody by name) may not set
 * packages, in a sentence for people; %NULL: they may */
gboolean tranche_package_find_obstacle (TrancheDatabase *db,
                                        gint64 member_id,
                                        char **obstacle,
                                        GError **error);
void tranche_package_choices_free (TranchePackageChoices *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TranchePackageChoices, tranche_package_choices_free)

G_END_DECLS
