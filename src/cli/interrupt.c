/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/interrupt.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

/* The signals that somebody waits for; set before there is a second thread. */
static sigset_t waited_for;
static GCancellable *cancellable;

static gboolean dies_of_pipe;

static int working;   /* a long job runs; atomic */
static int cancelled; /* the signal that cancelled it, 0: none; atomic */

static void
die_of (int number)
{
  sigset_t only_this;

  signal (number, SIG_DFL);
  sigemptyset (&only_this);
  sigaddset (&only_this, number);
  pthread_sigmask (SIG_UNBLOCK, &only_this, NULL);
  kill (getpid (), number);
}

static gpointer
wait_for_signals (gpointer unused)
{
  for (;;)
    {
      int number;

      if (sigwait (&waited_for, &number) != 0)
        continue;
      if (g_atomic_int_get (&working) && g_atomic_int_compare_and_exchange (&cancelled, 0, number))
        g_cancellable_cancel (cancellable);
      else
        die_of (number);
    }
  return NULL;
}

void
tranche_interrupt_install (void)
{
  struct sigaction pipe_action;
  gboolean any = FALSE;

  if (sigaction (SIGPIPE, NULL, &pipe_action) == 0 && pipe_action.sa_handler != SIG_IGN)
    {
      signal (SIGPIPE, SIG_IGN);
      dies_of_pipe = TRUE;
    }
  sigemptyset (&waited_for);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      struct sigaction action;

      if (sigaction (signals[i], NULL, &action) != 0 || action.sa_handler == SIG_IGN)
        continue;
      sigaddset (&waited_for, signals[i]);
      any = TRUE;
    }
  cancellable = g_cancellable_new ();
  if (!any || pthread_sigmask (SIG_BLOCK, &waited_for, NULL) != 0)
    return;
  g_thread_unref (g_thread_new ("signals", wait_for_signals, NULL));
}

GCancellable *
tranche_interrupt_begin (void)
{
  g_atomic_int_set (&working, TRUE);
  return cancellable;
}

void
tranche_interrupt_end (void)
{
  g_atomic_int_set (&working, FALSE);
}

gboolean
tranche_interrupt_has_lost_reader (void)
{
  struct pollfd output = { .fd = STDOUT_FILENO };

  /* Who has read everything may well be gone. */
  return dies_of_pipe && ferror (stdout) && poll (&output, 1, 0) == 1
         && (output.revents & POLLERR) != 0;
}

void
tranche_interrupt_pass_on (void)
{
  int number = g_atomic_int_get (&cancelled);

  if (number == 0 && tranche_interrupt_has_lost_reader ())
    number = SIGPIPE;

  if (number != 0)
    die_of (number);
}
