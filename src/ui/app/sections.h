/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

/**
 * TrancheSection:
 * @id: never changes: settings and links use it
 * @group: the heading in the sidebar, untranslated (N_()); "" for the first sections, which have
 * none
 * @title: untranslated (N_())
 * @icon_name: a symbolic icon, those of our own in resources/icons
 * @create: makes the list that the section begins with; called when the section is first shown
 * @count: (nullable): the figure beside the title, asked on a reader after every commit that
 * touches one of
 *   @count_tables; the data is a TrancheSectionContext, the result goes into @value
 * @count_tables: (nullable): NULL-terminated names of tables
 *
 * An entry of the sidebar. The table in sections.c has those that exist, in order; sections of one
 * group stand together.
 */
typedef struct
{
  gint64 office_id;
  gint64 member_id;
  TrancheDate today;
} TrancheSectionContext;

typedef gboolean (*TrancheSectionCountFunc) (TrancheDatabase *db,
                                             const TrancheSectionContext *context,
                                             GCancellable *cancellable,
                                             gint64 *value,
                                             GError **error);

typedef struct
{
  const char *id;
  const char *group;
  const char *title;
  const char *icon_name;
  TranchePage *(*create) (TrancheSession *session);
  TrancheSectionCountFunc count;
  const char *const *count_tables;
} TrancheSection;

/* The table, @n_sections long. */
const TrancheSection *tranche_sections_get (guint *n_sections);

/* NULL if there is no such section. */
const TrancheSection *tranche_sections_find (const char *id);

G_END_DECLS
