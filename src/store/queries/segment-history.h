/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

typedef enum
{
  TRANCHE_SEGMENT_EVENT_RUN,
  TRANCHE_SEGMENT_EVENT_RUN_UNDONE,
  TRANCHE_SEGMENT_EVENT_RUN_REDONE,
  TRANCHE_SEGMENT_EVENT_OVERRIDE,        /* set by hand, or changed */
  TRANCHE_SEGMENT_EVENT_OVERRIDE_ENDED,  /* shortened or taken away */
  TRANCHE_SEGMENT_EVENT_OVERRIDE_LAPSED, /* by itself, on the day after its last */
} TrancheSegmentEventKind;

/**
 * TrancheSegmentEvent:
 * @at: when, microseconds since 1970; of a lapse the beginning of its day, UTC
 * @actor_name: who; "" for a lapse
 * @date: from which day on it counts: the run's day, the override's first day, the first day
 * without it
 * @from_name: (nullable): the segment before; %NULL: none, or unsegmented
 * @to_name: (nullable): the segment after; of an override that ends %NULL: what the latest run says
 * @reason: (nullable): an override's
 * @end_date: an override's last day, or %TRANCHE_DATE_NONE
 */
typedef struct
{
  TrancheSegmentEventKind kind;
  gint64 at;
  char *actor_name;
  gint64 operation_id; /* 0: a lapse */
  TrancheDate date;
  char *from_name;
  char *to_name;
  char *reason;
  TrancheDate end_date;
} TrancheSegmentEvent;

void tranche_segment_event_free (TrancheSegmentEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheSegmentEvent, tranche_segment_event_free)

/* (transfer full) (element-type TrancheSegmentEvent): everything that set a client's or a group's
 * segment, the latest first; lapses up to @today. */
GPtrArray *tranche_segment_history_load (TrancheDatabase *db,
                                         gint64 party_id,
                                         TrancheDate today,
                                         GError **error);

G_END_DECLS
