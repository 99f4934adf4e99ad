/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/problem-page.h"

#include <glib/gi18n.h>

#include "domain/error.h"
#include "ui/app/recent-files.h"

struct _TrancheProblemPage
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwStatusPage *status_page;
  GtkWidget *retry_button;
};

typedef struct
{
  int code;
  const char *icon_name;
  const char *title;
  const char *description; /* %s: the file's name */
  gboolean retry;          /* trying again can help */
} Problem;

static const Problem problems[] = {
  { TRANCHE_ERROR_NOT_FOUND, "edit-find-symbolic", N_ ("File Not Found"),
    N_ ("“%s” isn’t where it was. It may have been moved or renamed, or its disk isn’t connected."),
    TRUE },
  { TRANCHE_ERROR_CORRUPT, "dialog-warning-symbolic", N_ ("Can’t Read This File"),
    N_ ("“%s” is damaged, or isn’t a practice file of Tranche. It hasn’t been changed. Open a "
        "backup, "
        "or another file."),
    FALSE },
  { TRANCHE_ERROR_TOO_NEW, "software-update-available-symbolic", N_ ("Made by a Newer Version"),
    N_ ("“%s” was last used with a newer version of Tranche. Update Tranche, then open it again."),
    FALSE },
  { TRANCHE_ERROR_BUSY, "changes-prevent-symbolic", N_ ("In Use by Another Program"),
    N_ ("“%s” is being written by another program or another copy of Tranche. Close it there, then "
        "try "
        "again."),
    TRUE },
  { TRANCHE_ERROR_READ_ONLY, "changes-prevent-symbolic", N_ ("Can’t Write Here"),
    N_ ("“%s” or its folder is read-only. Allow writing to it, or move the file to a folder of "
        "your "
        "own, then try again."),
    TRUE },
  { TRANCHE_ERROR_DENIED, "changes-prevent-symbolic", N_ ("No Permission"),
    N_ ("You don’t have permission to open “%s”. Ask the person it belongs to, then try again."),
    TRUE },
  { TRANCHE_ERROR_NO_SPACE, "drive-harddisk-symbolic", N_ ("The Disk Is Full"),
    N_ ("There is no room to open “%s”. Free some space, then try again."), TRUE },
};

static const Problem other_problem
    = { TRANCHE_ERROR_FAILED, "dialog-warning-symbolic", N_ ("Can’t Open This File"),
        N_ ("“%s” couldn’t be opened. It hasn’t been changed."), TRUE };

G_DEFINE_FINAL_TYPE (TrancheProblemPage, tranche_problem_page, ADW_TYPE_BIN)

static const Problem *
find_problem (const GError *error)
{
  if (error->domain != TRANCHE_ERROR)
    return &other_problem;
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      if (problems[i].code == error->code)
        return &problems[i];
    }
  return &other_problem;
}

static void
tranche_problem_page_dispose (GObject *object)
{
  /* The bin lets go of its child first: what the template unparents, it would unparent again. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_PROBLEM_PAGE);

  G_OBJECT_CLASS (tranche_problem_page_parent_class)->dispose (object);
}

static void
tranche_problem_page_class_init (TrancheProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_problem_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tranche_app/Tranche/ui/problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheProblemPage, status_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheProblemPage, retry_button);
}

static void
tranche_problem_page_init (TrancheProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tranche_problem_page_set_error (TrancheProblemPage *self, const char *path, const GError *error)
{
  const Problem *problem;
  g_autofree char *name = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (TRANCHE_IS_PROBLEM_PAGE (self));
  g_return_if_fail (path != NULL);
  g_return_if_fail (error != NULL);

  problem = find_problem (error);
  name = g_filename_display_basename (path);
  /* The translations of the table keep its one %s: gettext checks what is marked as C format. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  plain = g_strdup_printf (_ (problem->description), name);
#pragma GCC diagnostic pop
  description = g_markup_escape_text (plain, -1);

  adw_status_page_set_icon_name (self->status_page, problem->icon_name);
  adw_status_page_set_title (self->status_page, _ (problem->title));
  adw_status_page_set_description (self->status_page, description);
  gtk_widget_set_visible (self->retry_button, problem->retry);
}
