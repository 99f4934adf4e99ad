/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"
#include "report/letterhead.h"

G_BEGIN_DECLS

/* What is printed below each other in one comparison table at most; more make more tables. */
#define TRANCHE_MODEL_SHEET_ACROSS 6

/**
 * TrancheModelSheetService:
 * @description: "" or NULL: none
 * @frequency: in words, translated by who fills it (“Quarterly”)
 */
typedef struct
{
  char *name;
  char *description;
  char *frequency;
} TrancheModelSheetService;

/**
 * TrancheModelSheetPackage:
 * @mark: TrancheSegmentMark
 * @colour: TrancheSegmentColour
 * @figures: how many clients have it, and what they bring, in words: for colleagues; NULL: not told
 * @services: (element-type guint): what it holds: indexes of the sheet's services, ascending
 */
typedef struct
{
  char *name;
  char *description;
  int mark;
  int colour;
  char *figures;
  GArray *services;
} TrancheModelSheetPackage;

/**
 * TrancheModelSheet:
 * @head: owned
 * @day: as on which day the packages are shown
 * @for_colleagues: each page says that it isn't for clients
 * @figures_note: (nullable): what the packages' figures are of
 * @packages: (element-type TrancheModelSheetPackage): in their order
 * @services: (element-type TrancheModelSheetService): in their order
 *
 * A whole segmentation model as plain data, ready to be handed to a client: what each service
 * package is, and what it promises.
 */
typedef struct
{
  TranchePracticeHead head;
  TrancheDate day;
  gboolean for_colleagues;
  char *figures_note;
  GPtrArray *packages;
  GPtrArray *services;
} TrancheModelSheet;

TrancheModelSheet *tranche_model_sheet_new (void);
void tranche_model_sheet_free (TrancheModelSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheModelSheet, tranche_model_sheet_free)

/* Append an empty element, to be filled: (transfer none). */
TrancheModelSheetPackage *tranche_model_sheet_add_package (TrancheModelSheet *sheet);
TrancheModelSheetService *tranche_model_sheet_add_service (TrancheModelSheet *sheet);

/**
 * tranche_model_sheet_to_document:
 * @created: seconds since 1970 UTC, for the file's metadata; 0: midnight UTC of the day
 *
 * First all packages at a glance: services down, packages across, a tick where they meet. Then what
 * the services are, then each package with its services in order and how often they come. A service
 * that no package holds is left out for clients.
 *
 * Returns: (transfer full)
 */
TrancheDocument *tranche_model_sheet_to_document (const TrancheModelSheet *sheet,
                                                  TranchePaper paper,
                                                  gint64 created);

G_END_DECLS
