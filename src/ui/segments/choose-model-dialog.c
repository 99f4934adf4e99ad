/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/choose-model-dialog.h"

#include <glib/gi18n.h>

#include "model/edit.h"
#include "store/queries/model-content.h"
#include "store/queries/model-use.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/segments/model-switch-page.h"
#include "ui/widgets/choice-group.h"

/* What the dialog reads first. */
typedef struct
{
  TrancheModelUse *use;
  GPtrArray *models; /* TrancheModelSummary */
} Choices;

/* What a choice would change, and what can take the place of what. */
typedef struct
{
  TrancheModelSwitch *plan;
  GPtrArray *successors; /* TrancheSegment, the active ones of the new model */
} Preview;

struct _TrancheChooseModelDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  AdwNavigationView *view;
  TrancheModelSwitchPage *preview_page;
  AdwToggleGroup *level_group;
  GtkLabel *level_label;
  TrancheChoiceGroup *models_group; /* 0: as the level above */
  GtkWidget *next_button;

  /* Owned */
  TrancheSession *session;
  GCancellable *cancellable;
  Choices *choices;

  /* Borrowed */
  AdwActionRow *above_row;
};

G_DEFINE_FINAL_TYPE (TrancheChooseModelDialog, tranche_choose_model_dialog, ADW_TYPE_DIALOG)

static void
choices_free (Choices *choices)
{
  g_clear_pointer (&choices->use, tranche_model_use_free);
  g_clear_pointer (&choices->models, g_ptr_array_unref);
  g_free (choices);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choices, choices_free)

static void
preview_free (Preview *preview)
{
  g_clear_pointer (&preview->plan, tranche_model_switch_free);
  g_clear_pointer (&preview->successors, g_ptr_array_unref);
  g_free (preview);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Preview, preview_free)

static TrancheModelLevel
get_level (TrancheChooseModelDialog *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->level_group), "licensee") == 0
             ? TRANCHE_MODEL_LICENSEE
             : TRANCHE_MODEL_PRACTICE;
}

/* Choosing ------------------------------------------------------------------ */

static char *
describe_model (const TrancheModelSummary *summary)
{
  g_autofree char *segments = g_strdup_printf (
      ngettext ("%u segment", "%u segments", summary->segments), summary->segments);
  g_autofree char *benefits = g_strdup_printf (
      ngettext ("%u benefit", "%u benefits", summary->benefits), summary->benefits);
  const char *owner = summary->owner_name != NULL
                          ? summary->owner_name
                          : tranche_model_level_get_name ((int) summary->level);

  /* Translators: whose model it is, how many segments and benefits it has */
  return g_strdup_printf (_ ("%s · %s, %s"), owner, segments, benefits);
}

static void
update_next (TrancheChooseModelDialog *self)
{
  const TrancheModelUse *use = self->choices->use;
  gboolean licensee = get_level (self) == TRANCHE_MODEL_LICENSEE;

  gtk_widget_set_sensitive (self->next_button,
                            (licensee ? use->licensee_obstacle : use->practice_obstacle) == NULL
                                && tranche_choice_group_get_chosen (self->models_group)
                                       != TRANCHE_CHOICE_NOTHING);
}

static void
model_chosen_cb (TrancheChooseModelDialog *self)
{
  if (self->choices != NULL)
    update_next (self);
}

/* A licensee can't choose what belongs to one of its practices. */
static void
level_chosen_cb (TrancheChooseModelDialog *self)
{
  gboolean licensee = get_level (self) == TRANCHE_MODEL_LICENSEE;
  const char *obstacle;

  if (self->choices == NULL)
    return;
  obstacle
      = licensee ? self->choices->use->licensee_obstacle : self->choices->use->practice_obstacle;
  for (guint i = 0; i < self->choices->models->len; i++)
    {
      const TrancheModelSummary *summary = g_ptr_array_index (self->choices->models, i);

      tranche_choice_group_set_row_visible (self->models_group, summary->id,
                                            !licensee || summary->level != TRANCHE_MODEL_PRACTICE);
    }
  adw_action_row_set_subtitle (self->above_row,
                               licensee ? _ ("The built-in model") : _ ("What the licensee uses"));
  gtk_label_set_label (self->level_label,
                       obstacle != NULL ? obstacle
                       : licensee
                           ? _ ("For every practice of the licensee that has chosen none itself.")
                           : _ ("For every office of the practice."));
  update_next (self);
}

static void
show_choices (TrancheChooseModelDialog *self)
{
  gint64 chosen = 0;

  for (guint i = 0; i < self->choices->models->len; i++)
    {
      const TrancheModelSummary *summary = g_ptr_array_index (self->choices->models, i);
      g_autofree char *subtitle = describe_model (summary);

      tranche_choice_group_add (self->models_group, summary->id, summary->name, subtitle);
      if (summary->used)
        chosen = summary->id;
    }
  self->above_row = tranche_choice_group_add (self->models_group, 0, _ ("None of Its Own"), NULL);
  tranche_choice_group_set_chosen (self->models_group, chosen);
  if (self->choices->use->practice_obstacle != NULL
      && self->choices->use->licensee_obstacle == NULL)
    adw_toggle_group_set_active_name (self->level_group, "licensee");
  level_chosen_cb (self);
}

typedef struct
{
  gint64 office_id;
  gint64 member_id;
} Question;

static gboolean
load_choices (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  const Question *question = data;
  g_autoptr (Choices) choices = g_new0 (Choices, 1);

  choices->use = tranche_model_use_load (db, question->office_id, question->member_id, error);
  if (choices->use == NULL)
    return FALSE;
  choices->models = tranche_models_list (db, question->office_id, error);
  if (choices->models == NULL)
    return FALSE;
  *result = g_steal_pointer (&choices);
  return TRUE;
}

static void
fail (TrancheChooseModelDialog *self, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (TRANCHE_IS_WINDOW (root))
    tranche_window_show_error (TRANCHE_WINDOW (root), _ ("Couldn’t choose a model"), error);
}

static void
choices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheChooseModelDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  Choices *choices = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (choices == NULL)
    {
      fail (self, error);
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  self->choices = choices;
  show_choices (self);
}

/* The preview --------------------------------------------------------------- */

typedef struct
{
  gint64 office_id;
  gint64 model_id;
  TrancheModelLevel level;
  TrancheDate today;
} Planning;

static gboolean
load_preview (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  const Planning *planning = data;
  g_autoptr (Preview) preview = g_new0 (Preview, 1);

  preview->plan = tranche_model_switch_plan (db, planning->level, planning->office_id,
                                             planning->model_id, planning->today, error);
  if (preview->plan == NULL)
    return FALSE;
  preview->successors = tranche_model_segments_list (db, preview->plan->new_model_id,
                                                     TRANCHE_SEGMENTS_ACTIVE, error);
  if (preview->successors == NULL)
    return FALSE;
  *result = g_steal_pointer (&preview);
  return TRUE;
}

static void
preview_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheChooseModelDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Preview) preview = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  gtk_widget_set_sensitive (self->next_button, TRUE);
  if (preview == NULL)
    {
      fail (self, error);
      return;
    }
  tranche_model_switch_page_set_plan (self->preview_page, g_steal_pointer (&preview->plan),
                                      preview->successors);
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (self->preview_page));
}

static void
next_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TrancheChooseModelDialog *self = TRANCHE_CHOOSE_MODEL_DIALOG (widget);
  Planning *planning;

  if (self->choices == NULL)
    return;
  planning = g_new0 (Planning, 1);
  planning->office_id = tranche_session_get_office_id (self->session);
  planning->model_id = tranche_choice_group_get_chosen (self->models_group);
  planning->level = get_level (self);
  planning->today = tranche_session_get_today (self->session);
  gtk_widget_set_sensitive (self->next_button, FALSE);
  tranche_store_read_async (tranche_session_get_store (self->session), G_PRIORITY_DEFAULT,
                            load_preview, planning, g_free, (GDestroyNotify) preview_free,
                            self->cancellable, preview_read_cb, g_object_ref (self));
}

/* Writing ------------------------------------------------------------------- */

typedef struct
{
  TrancheChooseModelDialog *dialog; /* keeps the plan, which nobody changes meanwhile */
  const TrancheModelSwitch *plan;
  TrancheDate today;
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_object_unref (choosing->dialog);
  g_free (choosing);
}

static gboolean
choose_model (TrancheDatabase *db, gpointer data, GError **error)
{
  const Choosing *choosing = data;

  return tranche_models_choose (db, choosing->plan, choosing->today, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheChooseModelDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gint64 operation_id;

  tranche_model_switch_page_set_busy (self->preview_page, FALSE);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (!tranche_edit_finish (TRANCHE_STORE (source), result, &operation_id, &error))
    {
      if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID))
        tranche_model_switch_page_show_message (
            self->preview_page,
            _ ("A strategy would have a segment twice with another between. Choose neighbours."));
      else
        fail (self, error);
      return;
    }
  if (operation_id != 0 && TRANCHE_IS_WINDOW (root))
    {
      g_autofree char *done
          /* Translators: %s is a segmentation model */
          = g_strdup_printf (
              _ ("“%s” is in use"),
              tranche_model_switch_page_get_plan (self->preview_page)->new_model_name);

      tranche_window_add_undo_toast (TRANCHE_WINDOW (root), done, operation_id);
    }
  adw_dialog_close (ADW_DIALOG (self));
}

static void
choose_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TrancheChooseModelDialog *self = TRANCHE_CHOOSE_MODEL_DIALOG (widget);
  Choosing *choosing;

  if (!tranche_model_switch_page_check (self->preview_page))
    return;
  tranche_model_switch_page_set_busy (self->preview_page, TRUE);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  choosing = g_new0 (Choosing, 1);
  choosing->dialog = g_object_ref (self);
  choosing->plan = tranche_model_switch_page_get_plan (self->preview_page);
  choosing->today = tranche_session_get_today (self->session);
  tranche_edit_async (tranche_session_get_store (self->session), choose_model, choosing,
                      (GDestroyNotify) choosing_free, NULL, chosen_cb, g_object_ref (self));
}

static void
cancel_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* The dialog ---------------------------------------------------------------- */

static void
tranche_choose_model_dialog_dispose (GObject *object)
{
  TrancheChooseModelDialog *self = TRANCHE_CHOOSE_MODEL_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_CHOOSE_MODEL_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->choices, choices_free);

  G_OBJECT_CLASS (tranche_choose_model_dialog_parent_class)->dispose (object);
}

static void
tranche_choose_model_dialog_class_init (TrancheChooseModelDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_CHOICE_GROUP);
  g_type_ensure (TRANCHE_TYPE_MODEL_SWITCH_PAGE);

  G_OBJECT_CLASS (klass)->dispose = tranche_choose_model_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/choose-model-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, view);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, preview_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, level_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, level_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, models_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, next_button);
  gtk_widget_class_bind_template_callback (widget_class, level_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_chosen_cb);
  gtk_widget_class_install_action (widget_class, "dialog.next", NULL, next_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.choose", NULL, choose_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_activated_cb);
}

static void
tranche_choose_model_dialog_init (TrancheChooseModelDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

AdwDialog *
tranche_choose_model_dialog_new (TrancheSession *session)
{
  TrancheChooseModelDialog *self;
  Question *question;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);

  self = g_object_new (TRANCHE_TYPE_CHOOSE_MODEL_DIALOG, NULL);
  self->session = g_object_ref (session);
  question = g_new0 (Question, 1);
  question->office_id = tranche_session_get_office_id (session);
  question->member_id = tranche_session_get_member_id (session);
  tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_DEFAULT, load_choices,
                            question, g_free, (GDestroyNotify) choices_free, self->cancellable,
                            choices_read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
