/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"
#include "jobs/sample-names.h"
#include "jobs/sample.h"
#include "store/operation.h"

G_BEGIN_DECLS

#define TRANCHE_SAMPLE_N_PROVIDERS 4

/* Where the sample's bands begin, in cents a month. */
#define TRANCHE_SAMPLE_SILVER_FROM 50000
#define TRANCHE_SAMPLE_GOLD_FROM 200000

/* What the later steps need to remember of a client. */
typedef struct
{
  gint64 id;
  gint64 adults[2];      /* person ids; 0: none */
  guint32 monthly_level; /* cents a month that it usually brings; 0: nothing */
  TrancheMonth first_month;
  guint16 adviser; /* index into advisers */
  guint8 kind;     /* TrancheClientKind */
  guint8 provider; /* index into providers */
  gboolean is_prospect;
} TrancheSampleClient;

typedef struct
{
  gint64 id;
  gint64 office_id;
} TrancheSampleAdviser;

typedef struct
{
  const TrancheSampleOptions *options;
  TrancheOperation *operation;
  TrancheDatabase *db;
  guint64 random;
  gint64 next_party_id;
  GArray *offices;  /* gint64 */
  GArray *advisers; /* TrancheSampleAdviser */
  gint64 providers[TRANCHE_SAMPLE_N_PROVIDERS];
  TrancheSampleClient *clients;
  guint n_clients;
  TrancheProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} TrancheSample;

/* A number from 0 to @below − 1. The generator is our own, so that a seed means the same practice
 * for ever. */
guint tranche_sample_random (TrancheSample *self, guint below);
const char *tranche_sample_pick (TrancheSample *self, const TrancheSampleWords *words);
gint64 tranche_sample_add_party (TrancheSample *self,
                                 TranchePartyKind kind,
                                 const char *display_name,
                                 const char *sort_name,
                                 GError **error);

/* Tells progress within a step (@done of @total, @from to @to of the whole); FALSE when cancelled.
 */
gboolean tranche_sample_continue (TrancheSample *self,
                                  const char *what,
                                  double from,
                                  double to,
                                  guint done,
                                  guint total,
                                  GError **error);

/* The steps, in this order; each in a file of its own. */
gboolean tranche_sample_add_organisation (TrancheSample *self, GError **error);
gboolean tranche_sample_add_clients (TrancheSample *self, GError **error);
gboolean tranche_sample_add_relationships (TrancheSample *self, GError **error);
gboolean tranche_sample_add_production (TrancheSample *self, GError **error);
gboolean tranche_sample_add_agreements (TrancheSample *self, GError **error);

G_END_DECLS
