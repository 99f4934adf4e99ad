/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/first-run-page.h"
#include "ui/app/identity-actions.h"
#include "ui/app/practice-view.h"
#include "ui/app/problem-page.h"
#include "ui/app/undo-actions.h"
#include "ui/app/window.h"
#include "ui/segmentation/run-actions.h"

G_BEGIN_DECLS

struct _TrancheWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  AdwToastOverlay *toast_overlay;
  GtkStack *states;
  GtkStack *start_states;
  AdwStatusPage *opening_page;
  TrancheFirstRunPage *first_run_page;
  TrancheProblemPage *problem_page;
  TranchePracticeView *practice_view;
  GMenu *recent_menu;
  GMenu *undo_section;

  /* Owned */
  GSettings *settings;
  TrancheSession *session;
  TrancheIdentityActions *identity_actions;
  TrancheUndoActions *undo_actions;
  TrancheRunActions *run_actions;
  char *path;
  GCancellable *opening;  /* set while a file is being opened */
  char *requested_action; /* (nullable): done once the practice is open */
  GVariant *requested_target;
  guint spinner_id;
  gboolean closing;
};

/* window-files.c */
void tranche_window_add_file_actions (TrancheWindow *self);
void tranche_window_show_first_run (TrancheWindow *self);
void tranche_window_start_opening (TrancheWindow *self, const char *path);
/* Lets go of the practice; the window is destroyed afterwards if it is closing. */
void tranche_window_close_practice (TrancheWindow *self);

/* window-requests.c */
void tranche_window_add_request_actions (TrancheWindow *self);
void tranche_window_fulfil_request (TrancheWindow *self);
void tranche_window_forget_request (TrancheWindow *self);

/* window.c */
void tranche_window_update_title (TrancheWindow *self);

G_END_DECLS
