namespace FerNet.Training;

/// <summary>The optimizer of a training.</summary>
public enum TrainingOptimizer
{
    /// <summary>Adam with betas 0.9 and 0.999 and epsilon 1e-7, Keras' values (Kingma and Ba, arXiv:1412.6980).</summary>
    Adam = 0,

    /// <summary>
    /// Stochastic gradient descent with Nesterov momentum 0.9 (Sutskever et al., "On the importance of initialization and momentum", 2013).
    /// </summary>
    NesterovMomentum = 1,
}
