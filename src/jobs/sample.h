/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"
#include "jobs/progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Agreements, entitlements and deliveries are made for this many clients at most, so that a very
 * large sample stays a matter of minutes. */
#define TRANCHE_SAMPLE_MOST_AGREEMENTS 20000

/**
 * TrancheSampleOptions:
 * @clients: 1 to 2,000,000
 * @months: of statements, 1 to 120, ending with the month before @today
 * @seed: the same seed and options make the same practice
 * @today: what the practice takes for today
 */
typedef struct
{
  guint clients;
  guint months;
  guint32 seed;
  TrancheDate today;
} TrancheSampleOptions;

/**
 * tranche_sample_create:
 *
 * Makes a new practice file with a believable practice in it: offices and a team, households,
 * businesses and people, family groups, relationships, revenue statements with claw-backs and gaps,
 * an active strategy that has been run, agreements with fees, entitlements and deliveries.
 * Everybody in it is invented.
 *
 * Any thread. Errors as tranche_database_create(); INVALID for options out of range. A failed or
 * cancelled call leaves no file behind.
 */
gboolean tranche_sample_create (const char *path,
                                const TrancheSampleOptions *options,
                                TrancheProgressFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
