/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/choose-model-dialog.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "model/edit.h"
#include "store/actions/models.h"
#include "store/queries/model-content.h"
#include "store/queries/model-use.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/widgets/error-row.h"

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
  AdwNavigationPage *preview_page;
  AdwToggleGroup *level_group;
  GtkLabel *level_label;
  AdwPreferencesGroup *models_group;
  GtkWidget *next_button;
  GtkWidget *choose_button;
  AdwPreferencesGroup *effect_group;
  AdwPreferencesGroup *mapping_group;
  TrancheErrorRow *mapping_error;

  /* Owned */
  TrancheSession *session;
  GCancellable *cancellable;
  Choices *choices;
  Preview *preview;
  GPtrArray *model_rows;   /* GtkCheckButton, by model; the last: as the level above */
  GPtrArray *effect_rows;  /* GtkWidget */
  GPtrArray *mapping_rows; /* AdwComboRow, by mapping */
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

/* 0: what the level above uses. */
static gint64
get_chosen_model (TrancheChooseModelDialog *self)
{
  for (guint i = 0; i < self->choices->models->len; i++)
    {
      const TrancheModelSummary *summary = g_ptr_array_index (self->choices->models, i);

      if (gtk_check_button_get_active (g_ptr_array_index (self->model_rows, i)))
        return summary->id;
    }
  return 0;
}

static GtkCheckButton *
add_model_row (TrancheChooseModelDialog *self, const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *check = gtk_check_button_new ();

  if (self->model_rows->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->model_rows, 0));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_add_prefix (row, check);
  adw_action_row_set_activatable_widget (row, check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (self->models_group, GTK_WIDGET (row));
  g_ptr_array_add (self->model_rows, check);
  return GTK_CHECK_BUTTON (check);
}

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
      GtkWidget *row
          = gtk_widget_get_ancestor (g_ptr_array_index (self->model_rows, i), ADW_TYPE_ACTION_ROW);

      gtk_widget_set_visible (row, !licensee || summary->level != TRANCHE_MODEL_PRACTICE);
    }
  gtk_label_set_label (self->level_label,
                       obstacle != NULL ? obstacle
                       : licensee
                           ? _ ("For every practice of the licensee that has chosen none itself.")
                           : _ ("For every office of the practice."));
  gtk_widget_set_sensitive (self->next_button, obstacle == NULL);
}

static void
show_choices (TrancheChooseModelDialog *self)
{
  GtkCheckButton *above;
  gboolean chosen = FALSE;

  for (guint i = 0; i < self->choices->models->len; i++)
    {
      const TrancheModelSummary *summary = g_ptr_array_index (self->choices->models, i);
      g_autofree char *subtitle = describe_model (summary);
      GtkCheckButton *check = add_model_row (self, summary->name, subtitle);

      if (summary->used)
        gtk_check_button_set_active (check, TRUE);
      chosen = chosen || summary->used;
    }
  above = add_model_row (self, _ ("None of Its Own"), _ ("What the level above uses"));
  if (!chosen)
    gtk_check_button_set_active (above, TRUE);
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

static void
add_effect (TrancheChooseModelDialog *self, char *sentence)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_preferences_group_add (self->effect_group, GTK_WIDGET (row));
  g_ptr_array_add (self->effect_rows, row);
  g_free (sentence);
}

static gboolean
is_used (const TrancheModelMapping *mapping)
{
  return mapping->clients > 0 || mapping->overrides > 0 || mapping->assigned > 0
         || mapping->bands > 0;
}

static void
mapping_chosen_cb (TrancheChooseModelDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint index;
  guint selected = adw_combo_row_get_selected (row);
  TrancheModelMapping *mapping;

  if (!g_ptr_array_find (self->mapping_rows, row, &index))
    return;
  mapping = g_ptr_array_index (self->preview->plan->mappings, index);
  mapping->to_id
      = selected == 0 || selected > self->preview->successors->len
            ? 0
            : tranche_record_get_id (g_ptr_array_index (self->preview->successors, selected - 1));
  tranche_error_row_set_message (self->mapping_error, NULL);
}

static void
add_mapping (TrancheChooseModelDialog *self, const TrancheModelMapping *mapping)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *subtitle = g_strdup_printf (
      ngettext ("%" PRId64 " client", "%" PRId64 " clients", (gulong) mapping->clients),
      mapping->clients);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Choose…"));
  for (guint i = 0; i < self->preview->successors->len; i++)
    {
      TrancheSegment *segment = g_ptr_array_index (self->preview->successors, i);

      gtk_string_list_append (names, segment->name);
      if (tranche_record_get_id (TRANCHE_RECORD (segment)) == mapping->to_id)
        selected = i + 1;
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mapping->from_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
  gtk_widget_set_visible (GTK_WIDGET (row), is_used (mapping));
  g_ptr_array_add (self->mapping_rows, row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (mapping_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->mapping_group, GTK_WIDGET (row));
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
show_preview (TrancheChooseModelDialog *self)
{
  const TrancheModelSwitch *plan = self->preview->plan;
  gboolean any = FALSE;

  clear_rows (self->effect_group, self->effect_rows);
  clear_rows (self->mapping_group, self->mapping_rows);
  adw_preferences_group_set_title (self->effect_group, plan->new_model_name);
  add_effect (self, g_strdup_printf (ngettext ("%u office changes its model",
                                               "%u offices change their model", plan->offices),
                                     plan->offices));
  add_effect (self, g_strdup_printf (ngettext ("%" PRId64 " client gets another segment",
                                               "%" PRId64 " clients get another segment",
                                               (gulong) plan->clients),
                                     plan->clients));
  if (plan->agreements > 0)
    add_effect (self,
                g_strdup_printf (ngettext ("%" PRId64 " open agreement keeps the package it has",
                                           "%" PRId64 " open agreements keep the package they have",
                                           (gulong) plan->agreements),
                                 plan->agreements));
  for (guint i = 0; i < plan->mappings->len; i++)
    {
      const TrancheModelMapping *mapping = g_ptr_array_index (plan->mappings, i);

      any = any || is_used (mapping);
      add_mapping (self, mapping);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->mapping_group), any);
  adw_navigation_view_push (self->view, self->preview_page);
}

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
  Preview *preview = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  gtk_widget_set_sensitive (self->next_button, TRUE);
  if (preview == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->preview, preview_free);
  self->preview = preview;
  show_preview (self);
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
  planning->model_id = get_chosen_model (self);
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

  return tranche_models_choose (db, choosing->dialog->preview->plan, choosing->today, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheChooseModelDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gint64 operation_id;

  gtk_widget_set_sensitive (self->choose_button, TRUE);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mapping_group), TRUE);
  if (!tranche_edit_finish (TRANCHE_STORE (source), result, &operation_id, &error))
    {
      if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID))
        tranche_error_row_set_message (
            self->mapping_error,
            _ ("A strategy would have a segment twice with another between. Choose neighbours."));
      else
        fail (self, error);
      return;
    }
  if (operation_id != 0 && TRANCHE_IS_WINDOW (root))
    {
      g_autofree char *done
          /* Translators: %s is a segmentation model */
          = g_strdup_printf (_ ("“%s” is in use"), self->preview->plan->new_model_name);

      tranche_window_add_undo_toast (TRANCHE_WINDOW (root), done, operation_id);
    }
  adw_dialog_close (ADW_DIALOG (self));
}

static void
choose_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TrancheChooseModelDialog *self = TRANCHE_CHOOSE_MODEL_DIALOG (widget);
  Choosing *choosing;

  if (!tranche_model_switch_is_complete (self->preview->plan))
    {
      tranche_error_row_set_message (self->mapping_error,
                                     _ ("Choose what takes the place of each segment in use."));
      return;
    }
  gtk_widget_set_sensitive (self->choose_button, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mapping_group), FALSE);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  choosing = g_new0 (Choosing, 1);
  choosing->dialog = g_object_ref (self);
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
  g_clear_pointer (&self->preview, preview_free);
  g_clear_pointer (&self->model_rows, g_ptr_array_unref);
  g_clear_pointer (&self->effect_rows, g_ptr_array_unref);
  g_clear_pointer (&self->mapping_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (tranche_choose_model_dialog_parent_class)->dispose (object);
}

static void
tranche_choose_model_dialog_class_init (TrancheChooseModelDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);

  G_OBJECT_CLASS (klass)->dispose = tranche_choose_model_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/choose-model-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, view);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, preview_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, level_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, level_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, models_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, choose_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, effect_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, mapping_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheChooseModelDialog, mapping_error);
  gtk_widget_class_bind_template_callback (widget_class, level_chosen_cb);
  gtk_widget_class_install_action (widget_class, "dialog.next", NULL, next_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.choose", NULL, choose_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_activated_cb);
}

static void
tranche_choose_model_dialog_init (TrancheChooseModelDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->model_rows = g_ptr_array_new ();
  self->effect_rows = g_ptr_array_new ();
  self->mapping_rows = g_ptr_array_new ();
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
